import type { DocumentKind } from './desk-state.ts';
import { line } from './lettering.ts';

/** A paper as it lies there; lengths in millimetres. */
export interface Paper {
  readonly width: number;
  readonly height: number;
  /** Clockwise, as a person lays it down. */
  readonly degrees: number;
  /** Distance from the corner of the glass. */
  readonly left: number;
  readonly top: number;
  readonly svg: string;
}

export function paper(kind: DocumentKind): Paper {
  switch (kind) {
    case 'vehicle-registration':
      return { width: 200, height: 105, degrees: 1.4, left: 4, top: 6, svg: vehicleRegistration() };
    case 'letter':
      return { width: 210, height: 297, degrees: -0.9, left: 0, top: 0, svg: letter() };
    case 'blank':
      return {
        width: 210,
        height: 297,
        degrees: 0.6,
        left: 0,
        top: 0,
        svg: '<rect width="210" height="297" fill="#fdfdfb"/>',
      };
  }
}

/**
 * Laid out after Zulassungsbescheinigung Teil I (FZV, Anlage 5), with the field codes of directive 1999/37/EC. Every
 * value is invented and "MUSTER" lies across it.
 */
function vehicleRegistration(): string {
  const rows: readonly (readonly [string, string])[] = [
    ['A', 'LE BT 2026'],
    ['B', '05.01.2021'],
    ['C.1.1', 'MUSTERMANN'],
    ['C.1.2', 'ERIKA'],
    ['C.1.3', 'HEIDESTRASSE 17, 51147 KÖLN'],
    ['D.1', 'MUSTERWERKE'],
    ['D.3', 'MODELL EINS'],
    ['E', 'WMU0000000MUSTER1'],
    ['F.1', '1850'],
    ['P.1', '1498'],
    ['P.3', 'BENZIN'],
    ['R', 'BLAU'],
  ];
  const ruled = rows.map(([code, value], i) => {
    const x = 8 + Math.floor(i / 6) * 96;
    const y = 36 + (i % 6) * 10.5;
    return (
      `<rect x="${x - 2}" y="${y - 6.5}" width="92" height="9" fill="none" stroke="#5b7f6b" stroke-width="0.25"/>` +
      line(code, x, y - 3.4, 2.2, 'regular', '#3d5a4a') +
      line(value, x + 14, y, 4.2, 'bold')
    );
  });
  return [
    '<rect width="200" height="105" fill="#dfe9dc"/>',
    '<rect x="0.3" y="0.3" width="199.4" height="104.4" fill="none" stroke="#9aa89c" stroke-width="0.6"/>',
    line('Zulassungsbescheinigung Teil I', 8, 12, 6, 'bold'),
    line('(Fahrzeugschein)', 108, 12, 4),
    line('MUSTER – kein amtliches Dokument', 8, 20, 4, 'regular', '#8a2b2b'),
    line('Europäische Gemeinschaft · Bundesrepublik Deutschland', 8, 26, 2.8),
    ...ruled,
    `<g transform="rotate(-14 100 60)" opacity="0.22">${line('MUSTER', 48, 74, 34, 'bold', '#8a2b2b')}</g>`,
  ].join('');
}

function letter(): string {
  const paragraphs = [
    'Sehr geehrte Damen und Herren,',
    'hiermit bestätige ich, dass Frau Erika Mustermann seit dem 1. Januar 2026',
    'in meiner Wohnung in der Heidestraße 17 wohnt. Der Mietvertrag gilt auf',
    'unbestimmte Zeit. Für den Stellplatz vor dem Haus besteht kein Anspruch.',
    'Das Fahrzeug mit dem Kennzeichen LE BT 2026 wird von ihr allein genutzt.',
    'Bei Rückfragen bin ich unter der oben genannten Anschrift zu erreichen.',
    'Mit freundlichen Grüßen',
    'Max Mustermann, Vermieter (MUSTER)',
  ];
  return [
    '<rect width="210" height="297" fill="#fdfdfb"/>',
    line('Max Mustermann · Musterweg 1 · 51147 Köln', 25, 30, 3.4),
    line('Bestätigung des Wohnungsgebers', 25, 90, 5.5, 'bold'),
    ...paragraphs.map((text, i) => line(text, 25, 108 + i * 9 + (i >= 6 ? 10 : 0), 4.4)),
  ].join('');
}
