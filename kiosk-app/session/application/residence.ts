import type { ServiceDefinition } from '../../../config/schema/service.ts';
import { Bug } from '../../../foundation/errors.ts';
import type { Identity } from '../../../portals/identity/contract.ts';

/** Country codes that the address of a German identity card may carry for Germany. */
const GERMANY: readonly (string | undefined)[] = ['D', 'DE', 'DEU', 'DEUTSCHLAND', '', undefined];

const POSTAL_CODE = /(?<!\d)\d{5}(?!\d)/;

/**
 * Whether a service is not for the person whose card was read, by the place they live at. Only the card's own address
 * is judged: a person without one, or who lives abroad, is not registered here (any more). An address in one line is
 * judged by the postal code in it. Which German place one without a code means is the office's to say.
 */
export function livesElsewhere({ residence: rule }: ServiceDefinition, { address, residence }: Identity): boolean {
  if (!rule) return false;
  if (rule.postalCodes === 'municipality') throw new Bug('the rules of the municipality were not filled in');
  const inWords = address ? null : POSTAL_CODE.exec(residence ?? '')?.[0];
  if (inWords) return !rule.postalCodes.includes(inWords);
  if (!address || !GERMANY.includes(address.country)) return rule.unlessAbroad !== true;
  const written = address.postalCode?.trim() ?? '';
  const code = POSTAL_CODE.exec(written)?.[0] ?? written;
  return code === '' ? address.city === undefined : !rule.postalCodes.includes(code);
}
