import { err, ok, type Result } from '../../foundation/result.ts';
import type { Identity } from '../../portals/identity/contract.ts';
import { find, parseTlv } from './tlv.ts';

/** Contents of data groups by number, as the card gives them (BSI TR-03110-4, section 2.2.1). */
export type DataGroups = ReadonlyMap<number, Buffer>;

/** Application tag of DGn: 0x60 + n. */
const tagOf = (group: number): string => (0x60 + group).toString(16);

/** UTF8String, PrintableString, NumericString, IA5String. */
const STRING_TAGS: ReadonlySet<string> = new Set(['0c', '13', '12', '16']);

export function identityOf(groups: DataGroups): Result<Identity, 'malformed-data-group'> {
  const identity: { -readonly [K in keyof Identity]: Identity[K] } = {};
  const texts: readonly [number, 'givenNames' | 'familyName' | 'doctoralDegree' | 'nationality' | 'birthName'][] = [
    [4, 'givenNames'],
    [5, 'familyName'],
    [7, 'doctoralDegree'],
    [10, 'nationality'],
    [13, 'birthName'],
  ];
  for (const [group, name] of texts) {
    const bytes = groups.get(group);
    if (!bytes) continue;
    const text = stringIn(find(bytes, tagOf(group)));
    if (text === null) return err('malformed-data-group');
    // A card without the attribute holds an empty string.
    if (text !== '') identity[name] = text;
  }
  const born = groups.get(8);
  if (born) {
    const date = isoDate(stringIn(find(born, tagOf(8))));
    if (date === null) return err('malformed-data-group');
    // Of some people not even the year is known.
    if (!date.startsWith('0000')) identity.dateOfBirth = date;
  }
  const birthPlace = groups.get(9);
  if (birthPlace) {
    const place = placeIn(find(birthPlace, tagOf(9)));
    if (place === null) return err('malformed-data-group');
    if (place.text !== '') identity.placeOfBirth = place.text;
  }
  const residence = groups.get(17);
  if (residence) {
    const place = placeIn(find(residence, tagOf(17)));
    if (place === null) return err('malformed-data-group');
    if (place.parts) identity.address = place.parts;
    // "No place" and free text (persons without a German residence) have no parts to prefill a form with.
    else if (place.text !== '') identity.residence = place.text;
  }
  return ok(identity);
}

function stringIn(bytes: Buffer | null): string | null {
  const parsed = bytes === null ? null : parseTlv(bytes);
  const first = parsed?.ok ? parsed.value[0] : undefined;
  return first && STRING_TAGS.has(first.tag) ? first.value.toString('utf8') : null;
}

/** "19640812" → "1964-08-12". Registers that know only the year write blanks, zeros or fillers for the rest. */
function isoDate(text: string | null): string | null {
  const parts = text === null ? null : /^([\d <X]{4})([\d <X]{2})([\d <X]{2})$/.exec(text);
  if (!parts) return null;
  const [year, month, day] = parts.slice(1).map((part) => (/^\d+$/.test(part) ? part : '0'.repeat(part.length)));
  return `${year}-${month}-${day}`;
}

interface Place {
  readonly text: string;
  readonly parts: NonNullable<Identity['address']> | null;
}

type Address = NonNullable<Identity['address']>;
const PARTS: readonly (readonly [keyof Address, string])[] = [
  ['street', 'aa'],
  ['city', 'ab'],
  ['postalCode', 'ae'],
  ['country', 'ad'],
];

/** GeneralPlace: SEQUENCE { aa street, ab city, ac state, ad country, ae ZIP } or a1 free text or a2 "no place". */
function placeIn(bytes: Buffer | null): Place | null {
  if (bytes === null) return null;
  // DG17 of residence permits holds a SET of places; the first is the main one.
  const set = find(bytes, '31');
  if (set) return placeIn(set);
  const free = find(bytes, 'a1') ?? find(bytes, 'a2');
  if (free) {
    const text = stringIn(free);
    return text === null ? null : { text, parts: null };
  }
  const sequence = find(bytes, '30');
  if (sequence === null) return null;
  const parts: { -readonly [K in keyof Address]: Address[K] } = {};
  for (const [name, tag] of PARTS) {
    const text = stringIn(find(sequence, tag));
    if (text) parts[name] = text;
  }
  return { text: parts.city ?? '', parts };
}
