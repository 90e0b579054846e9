import type { ServiceDefinition } from '../../../config/schema/service.ts';
import { Bug } from '../../../foundation/errors.ts';
import type { Identity } from '../../../portals/identity/contract.ts';

/** Country codes that the address of a German identity card may carry for Germany. */
const GERMANY: readonly (string | undefined)[] = ['D', 'DE', 'DEU', 'DEUTSCHLAND', '', undefined];

const POSTAL_CODE = /(?<!\d)\d{5}(?!\d)/;
const postalCodeIn = (text: string | undefined): string | undefined => POSTAL_CODE.exec(text ?? '')?.[0];

/**
 * Whether a service is not for the person whose card was read, by the place they live at. Only the card's own address
 * is judged: a person without one, or who lives abroad, is not registered here (any more). An address in one line is
 * judged by the postal code in it. Which German place one without a code means is the office's to say.
 */
export function livesElsewhere({ residence: rule }: ServiceDefinition, { address, residence }: Identity): boolean {
  if (!rule) return false;
  if (rule.postalCodes === 'municipality') throw new Bug('the rules of the municipality were not filled in');
  const inWords = address ? null : postalCodeIn(residence);
  if (inWords) return !rule.postalCodes.includes(inWords);
  if (!address || !GERMANY.includes(address.country)) return rule.unlessAbroad !== true;
  const written = address.postalCode?.trim() ?? '';
  const code = postalCodeIn(written) ?? written;
  return code === '' ? address.city === undefined : !rule.postalCodes.includes(code);
}

/** A place in Germany: postal code (5 digits), and the town as it was written, if it was. */
export interface HomePlace {
  readonly postalCode: string;
  readonly town: string | null;
}

/** Where the person lives, by the address that was read; `null` without one in Germany that has a postal code. */
export function placeOf({ address, residence }: Identity): HomePlace | null {
  const isAbroad = address && !GERMANY.includes(address.country);
  const postalCode = isAbroad ? undefined : postalCodeIn(address ? address.postalCode : residence);
  return postalCode === undefined ? null : { postalCode, town: address?.city ?? null };
}
