import { useId } from 'preact/hooks';
import type { SessionView } from '../../contract/access/access.ts';
import { ROUTES } from '../../contract/routes.ts';
import type { TerminalPage } from '../../contract/terminals/terminal-view.ts';
import type { Desk } from '../frame/desk.ts';
import { useLook } from '../frame/look.ts';
import type { OfferPlace } from './editing.ts';
import { placeText } from './work.ts';

interface Props {
  readonly desk: Desk;
  readonly tenant: SessionView['tenants'][number];
  readonly place: OfferPlace;
  readonly onPlace: (place: OfferPlace) => void;
}

/** Terminals to choose from at once; a terminal that has its own offer is rare. */
const MOST_TERMINALS = 200;

/** Whose offer it is: a whole municipality, one of its locations, one terminal. */
export function PlaceChoice({ desk, tenant, place, onPlace }: Props) {
  const { say } = desk;
  const id = useId();
  const { id: tenantId } = tenant;
  const [locations] = useLook<readonly { readonly id: string; readonly name: string }[]>(ROUTES.locations(tenantId));
  const [terminals] = useLook<TerminalPage>(`${ROUTES.terminals(tenantId)}?limit=${MOST_TERMINALS}`);
  const asked = place.scope === 'location' ? { location: place.scopeId } : {};
  const [counted] = useLook<TerminalPage>(
    place.scope === 'terminal'
      ? null
      : `${ROUTES.terminals(tenantId)}?${new URLSearchParams({ ...asked, from: '0', limit: '1' })}`,
  );
  const reach = counted.kind === 'there' ? counted.of.total : null;
  const choose = (text: string) => {
    const [, scope, scopeId] = /^(tenant|location|terminal):(.+)$/.exec(text) ?? [];
    if (scope === 'tenant' || scope === 'location' || scope === 'terminal')
      onPlace({ tenantId, scope, scopeId: scopeId ?? '' });
  };
  const chosen = placeText(place);
  return (
    <div class="place-choice">
      <label for={id}>{say('offer.where')}</label>
      <select id={id} value={chosen} onChange={(event) => choose(event.currentTarget.value)} data-testid="offer-place">
        <optgroup label={say('offer.where.tenant')}>
          <option value={`tenant:${tenantId}`}>{tenant.name}</option>
        </optgroup>
        <optgroup label={say('offer.where.location')}>
          {locations.kind === 'there' &&
            locations.of.map((location) => (
              <option key={location.id} value={`location:${location.id}`}>
                {location.name}
              </option>
            ))}
        </optgroup>
        <optgroup label={say('offer.where.terminal')}>
          {terminals.kind === 'there' &&
            terminals.of.terminals.map((terminal) => (
              <option key={terminal.id} value={`terminal:${terminal.id}`}>
                {terminal.name === null ? terminal.id : `${terminal.name} (${terminal.id})`}
              </option>
            ))}
        </optgroup>
      </select>
      <p class="muted">
        {say(`offer.where.${place.scope}.text`)}
        {reach !== null && ` ${say.count('offer.where.reach', reach)}`}
      </p>
    </div>
  );
}
