import type { Area, CompetentAuthority } from '../../../portals/routing/contract.ts';
import { attempt, type Ports } from '../ports.ts';
import type { HomePlace } from './residence.ts';

export type RecipientFailure =
  /** The routing service cannot be reached; trying again may help. */
  | 'unavailable'
  /** A postal code that nobody has. */
  | 'unknown-place'
  /** Nobody there takes this service by way of the terminal. */
  | 'no-route'
  /** More than one office does; which is meant is not guessed. */
  | 'several-routes'
  /** What is said of the office is not signed as it must be. */
  | 'refused';

export type Found =
  | { readonly kind: 'recipient'; readonly recipient: CompetentAuthority }
  /** Several towns or villages share the postal code. */
  | { readonly kind: 'areas'; readonly areas: readonly Area[] }
  | { readonly kind: 'failed'; readonly failure: RecipientFailure };

const failed = (failure: RecipientFailure): Found => ({ kind: 'failed', failure });

/** The authority for a place, or the areas that its postal code may mean. */
export async function findByPlace(ports: Ports, serviceId: string, { postalCode, town }: HomePlace): Promise<Found> {
  const answer = await attempt(ports, () => ports.terminal.call('routing.areas', { postalCode }));
  if (!answer.ok) return failed('unavailable');
  const { areas } = answer.value;
  const named = town === null ? [] : areas.filter(({ name }) => isNamed(name, town));
  const candidates = named.length === 1 ? named : areas;
  const [first, ...others] = candidates;
  if (first === undefined) return failed('unknown-place');
  return others.length > 0 ? { kind: 'areas', areas: candidates } : findByArea(ports, serviceId, first.id);
}

export async function findByArea(ports: Ports, serviceId: string, areaId: string): Promise<Found> {
  const answer = await attempt(ports, () => ports.terminal.call('routing.authority', { serviceId, areaId }));
  if (answer.ok) return { kind: 'recipient', recipient: answer.value };
  switch (answer.error) {
    case 'no-route':
    case 'several-routes':
      return failed(answer.error);
    case 'route-refused':
      return failed('refused');
    default:
      return failed('unavailable');
  }
}

/** "OBERDORF" on a card is the area "Oberdorf (Muster)": what areas add to tell one from another is not on cards. */
function isNamed(area: string, town: string): boolean {
  const [wanted, given] = [wordsOf(town), wordsOf(area)];
  return wanted.length > 0 && wanted.every((word, at) => given[at] === word);
}

const wordsOf = (text: string): readonly string[] => text.toLocaleLowerCase('de').match(/[\p{L}\p{N}]+/gu) ?? [];
