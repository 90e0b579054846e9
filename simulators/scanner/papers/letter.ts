import { line } from '../lettering.ts';

const TEXT = [
  'hiermit bestätige ich als Eigentümer der Wohnung den Einzug nach § 19 des',
  'Bundesmeldegesetzes. Frau Erika Mustermann ist am 1. Januar 2026 in die',
  'Wohnung im 2. Obergeschoss links, Heidestraße 17, 12345 Musterstadt,',
  'eingezogen. Der Mietvertrag gilt auf unbestimmte Zeit.',
  '',
  'Ein Stellplatz auf dem Grundstück gehört nicht zur Wohnung. Das Fahrzeug mit',
  'dem Kennzeichen MS-EM 1964 wird von Frau Mustermann allein genutzt.',
  '',
  'Bei Rückfragen erreichen Sie mich unter der oben genannten Anschrift.',
];
const LEADING = 7;

/** A landlord's letter on A4, laid out after DIN 5008, form B. Own drawing; all people are invented. */
export function letter(): string {
  const body = 116 + TEXT.length * LEADING;
  return [
    '<rect width="210" height="297" fill="#fdfdfb"/>',
    line('Max Mustermann', 25, 20, 6.4, 'bold', '#2b3a5c'),
    line('Hausverwaltung', 25, 26, 3.6, 'regular', '#2b3a5c'),
    '<path d="M25 30h165" stroke="#2b3a5c" stroke-width="0.5"/>',
    line('Max Mustermann · Musterweg 1 · 12345 Musterstadt', 25, 50, 2.6),
    line('Stadt Musterstadt', 25, 59, 4.2),
    line('Bürgeramt', 25, 64.5, 4.2),
    line('Marktplatz 1', 25, 70, 4.2),
    line('12345 Musterstadt', 25, 75.5, 4.2),
    line('Musterstadt, 5. Januar 2026', 138, 90, 4.2),
    line('Bestätigung des Wohnungsgebers', 25, 98, 5.2, 'bold'),
    line('Sehr geehrte Damen und Herren,', 25, 108, 4.2),
    ...TEXT.map((text, i) => (text === '' ? '' : line(text, 25, 116 + i * LEADING, 4.2))),
    line('Mit freundlichen Grüßen', 25, body + 6, 4.2),
    `<path d="M27 ${body + 20}c4-12 7-10 6-2s5-10 8-7 0 8 5 3 6-7 8-1 6-1 10-3 8-4 14 1" fill="none" stroke="#1d2f7a" stroke-width="0.7"/>`,
    line('Max Mustermann, Vermieter (MUSTER)', 25, body + 30, 4.2),
    line('Telefon 01234 55 66 77 · Bürozeiten Montag bis Freitag 9 bis 12 Uhr', 25, 284, 2.8, 'regular', '#2b3a5c'),
  ].join('');
}
