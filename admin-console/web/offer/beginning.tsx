import { ROUTES } from '../../contract/routes.ts';
import { ActForm } from '../forms.tsx';
import { type Desk, may } from '../frame/desk.ts';
import { Empty } from '../frame/page.tsx';
import { ask } from '../hub-client.ts';
import type { OfferPlace } from './editing.ts';

interface Props {
  readonly desk: Desk;
  readonly place: OfferPlace;
  readonly begun: () => Promise<void>;
}

/** A municipality for which nothing was ever released: it begins with the sample's offer. */
export function Beginning({ desk, place, begun }: Props) {
  const { say } = desk;
  if (place.scope !== 'tenant') return <Empty title={say('offer.none.place')} text={say('offer.none.place.text')} />;
  return (
    <Empty title={say('offer.none')} text={say('offer.none.text')}>
      {may(desk, 'configuration.draft', place.tenantId) && (
        <ActForm
          say={say}
          label={say('offer.begin')}
          act={() => ask('POST', ROUTES.configuration.sampleDraft(place.tenantId), { title: say('offer.begin.title') })}
          done={() => void begun()}
          testId="offer-begin"
        />
      )}
    </Empty>
  );
}
