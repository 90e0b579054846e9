import type { ConfigurationDraft } from '../../contract/configuration/configuration.ts';
import { ROUTES } from '../../contract/routes.ts';
import { type Desk, may } from '../frame/desk.ts';
import { useLook } from '../frame/look.ts';
import { NoPermission, Page } from '../frame/page.tsx';
import { hrefOf } from '../router.ts';
import { Preview } from './preview.tsx';

interface Props {
  readonly desk: Desk;
  readonly draftId: string;
  /** `?leistung=` opens this service. */
  readonly query: URLSearchParams;
}

/** The preview of a draft alone, with all the room there is. */
export function PreviewPage({ desk, draftId, query }: Props) {
  const { say, tenant } = desk;
  const isAllowed = may(desk, 'configuration.read');
  const path = ROUTES.configuration.draft(tenant, encodeURIComponent(draftId));
  const [draft] = useLook<ConfigurationDraft>(isAllowed ? path : null);
  const title = draft.kind === 'there' ? say('preview.of', { title: draft.of.title }) : say('page.preview');
  return (
    <Page title={title} class="wide">
      <p class="back">
        <a href={hrefOf('releases', draftId)}>{say('preview.back')}</a>
      </p>
      {isAllowed ? (
        <Preview desk={desk} draftId={draftId} serviceId={query.get('leistung') ?? undefined} />
      ) : (
        <NoPermission say={say} />
      )}
    </Page>
  );
}
