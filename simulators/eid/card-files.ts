import type { CardIdentity } from './card.ts';

/** Data groups of the eID application as the chip holds them (BSI TR-03110-4, section 2.2.1), DER. */
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const value = Buffer.concat(parts);
  const length = value.length < 0x80 ? [value.length] : [0x82, value.length >> 8, value.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), value]);
}

const utf8 = (text: string) => der(0x0c, Buffer.from(text, 'utf8'));
const printable = (text: string) => der(0x13, Buffer.from(text, 'ascii'));
const numeric = (text: string) => der(0x12, Buffer.from(text, 'ascii'));
const day = (iso: string) => numeric(iso.replaceAll('-', ''));

function place({ address, noPlace }: CardIdentity): Buffer {
  if (noPlace !== undefined) return der(0xa2, utf8(noPlace));
  const { street, city, country, postalCode } = address;
  return der(
    0x30,
    ...(street === '' ? [] : [der(0xaa, utf8(street))]),
    der(0xab, utf8(city)),
    der(0xad, printable(country)),
    ...(postalCode === '' ? [] : [der(0xae, printable(postalCode))]),
  );
}

interface File {
  readonly group: number;
  content(identity: CardIdentity, isExpired: boolean): Buffer;
}

const FILES: Readonly<Record<string, File>> = {
  DocumentType: { group: 1, content: () => printable('ID') },
  IssuingCountry: { group: 2, content: () => printable('D') },
  ValidUntil: { group: 3, content: (_, isExpired) => numeric(isExpired ? '20200101' : '20991231') },
  GivenNames: { group: 4, content: (i) => utf8(i.givenNames) },
  FamilyName: { group: 5, content: (i) => utf8(i.familyName) },
  ArtisticName: { group: 6, content: (i) => utf8(i.artisticName ?? '') },
  DoctoralDegree: { group: 7, content: (i) => utf8(i.doctoralDegree ?? '') },
  DateOfBirth: { group: 8, content: (i) => day(i.dateOfBirth) },
  PlaceOfBirth: { group: 9, content: (i) => der(0xa1, utf8(i.placeOfBirth)) },
  Nationality: { group: 10, content: (i) => printable(i.nationality) },
  BirthName: { group: 13, content: (i) => utf8(i.birthName ?? '') },
  Address: { group: 17, content: (i) => place(i) },
};

/** The files behind these rights: number of the data group → hex. Rights without a file are left out. */
export function filesFor(
  rights: readonly string[],
  identity: CardIdentity,
  isExpired: boolean,
): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const right of rights) {
    const file = FILES[right];
    if (file) files[file.group] = der(0x60 + file.group, file.content(identity, isExpired)).toString('hex');
  }
  return files;
}
