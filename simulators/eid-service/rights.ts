/**
 * Rights of an authentication terminal: the bit of the CHAT (BSI TR-03110-4, section 2.2.3.2) and the data group
 * behind it (TR-03110-4, section 2.2.1), by the names of the AusweisApp SDK.
 */
const DATA_GROUPS: Readonly<Record<string, number>> = {
  DocumentType: 1,
  IssuingCountry: 2,
  ValidUntil: 3,
  GivenNames: 4,
  FamilyName: 5,
  ArtisticName: 6,
  DoctoralDegree: 7,
  DateOfBirth: 8,
  PlaceOfBirth: 9,
  Nationality: 10,
  BirthName: 13,
  Address: 17,
};

/** What the test service's terminal certificate allows. Age check, pseudonym and writing are not among it. */
export const READABLE: readonly string[] = Object.keys(DATA_GROUPS);

export const isReadable = (right: string): boolean => Object.hasOwn(DATA_GROUPS, right);

export const dataGroupOf = (right: string): number | undefined => DATA_GROUPS[right];

/** CHAT of an authentication terminal, five bytes, from rights by name; DGn is bit n + 7. */
export function chatOf(rights: readonly string[]): Buffer {
  let bits = 0n;
  for (const right of rights) {
    const group = dataGroupOf(right);
    if (group !== undefined) bits |= 1n << BigInt(group + 7);
  }
  return Buffer.from(bits.toString(16).padStart(10, '0'), 'hex');
}

/** Data groups that a CHAT (five bytes) opens for reading, ascending. */
export function dataGroupsOf(chat: Buffer): readonly number[] {
  const bits = BigInt(`0x${chat.toString('hex') || '0'}`);
  const allowed = new Set(Object.values(DATA_GROUPS));
  return [...allowed].filter((group) => bits & (1n << BigInt(group + 7))).sort((a, b) => a - b);
}
