import { type Desk, may } from '../frame/desk.ts';
import { NoPermission, Page } from '../frame/page.tsx';
import { Preview } from './preview.tsx';

interface Props {
  readonly desk: Desk;
  readonly draftId: string;
  /** `?leistung=` opens this service. */
  readonly query: URLSearchParams;
}

/** The preview of a draft alone, with all the room there is. */
export function PreviewPage({ desk, draftId, query }: Props) {
  const { say } = desk;
  return (
    <Page title={say('page.preview')} class="wide">
      {may(desk, 'configuration.read') ? (
        <Preview desk={desk} draftId={draftId} serviceId={query.get('leistung') ?? undefined} />
      ) : (
        <NoPermission say={say} />
      )}
    </Page>
  );
}
