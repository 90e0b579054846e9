import type { FieldDefinition } from '../../../config/schema/form-field.ts';
import type { EidFieldName } from '../../../config/schema/identity-fields.ts';
import type { NameDisplay } from '../../../config/schema/names.ts';
import type { Identity } from '../../../portals/identity/contract.ts';
import { isVouchedFor } from './form.ts';
import type { Values } from './values.ts';

/** What of an identity is a name of a person. */
const NAMES: readonly (EidFieldName | undefined)[] = ['givenNames', 'familyName'];

/** A name that stands in a field as card or wallet tell it. */
export const isNameVouchedFor = (field: FieldDefinition, values: Values, identity: Identity | null): boolean =>
  NAMES.includes(field.prefill) && isVouchedFor(field, values, identity);

/** Written small where they stand before another part of a name. */
const PARTICLES = /(?<![\p{L}'’-])(von|vom|van|zu|zum|zur|de|den|der|und)(?= )/giu;
/** First letters of the parts of a name: O'NEILL and D'ARTAGNAN, but not MO'S. */
const FIRST_LETTERS = /(?<![\p{L}\p{M}'’])\p{L}|(?<=(?<![\p{L}\p{M}])\p{L}['’])\p{L}/gu;

/**
 * A name as the screen shows it. One that card or wallet tell in capitals only gets small letters where the place
 * wants that; which letters were small once, nobody can know for certain ("McDonald"), so what is sent is never made
 * from this.
 */
export function shownName(told: string, display: NameDisplay): string {
  if (display === 'as-told' || told !== told.toUpperCase() || told === told.toLowerCase()) return told;
  const initial = told.replace(/İ/g, 'I').toLowerCase();
  return initial
    .replace(FIRST_LETTERS, (letter) => letter.toUpperCase())
    .replace(PARTICLES, (particle) => particle.toLowerCase());
}
