import type { ServiceDefinition } from '../../../config/schema/service.ts';
import { Bug } from '../../../foundation/errors.ts';
import type { Identity } from '../../../portals/eid-service/contract.ts';

/** Country codes that the address of a German identity card may carry for Germany. */
const GERMANY: readonly (string | undefined)[] = ['D', 'DE', 'DEU', '', undefined];

/**
 * Whether a service is for the person whose card was read, by the place they live at. Only the card's own address is
 * judged: a person without one, or who lives abroad, is not registered here (any more).
 */
export function livesElsewhere({ residence }: ServiceDefinition, { address }: Identity): boolean {
  if (!residence) return false;
  if (residence.postalCodes === 'municipality') throw new Bug('the rules of the municipality were not filled in');
  if (!address || !GERMANY.includes(address.country)) return residence.unlessAbroad !== true;
  return !residence.postalCodes.includes(address.postalCode?.trim() ?? '');
}
