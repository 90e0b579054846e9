import { line } from '../lettering.ts';

/** Millimetres of the unfolded sheet: three leaves side by side. */
export const WIDTH = 200;
export const HEIGHT = 105;

/** Whose car it is: the person of the demo's card, in the capitals of such papers. */
export const HOLDER = {
  familyName: 'MUSTERMANN',
  givenNames: 'ERIKA',
  street: 'HEIDESTRASSE 17',
  town: '12345 MUSTERSTADT',
} as const;

const GREEN = '#3f6b53';
const PALE = '#dfeadd';
const INK = '#20262b';
/** Left edges of the leaves, and how wide a leaf's rows are. */
const LEAF = [4, 71, 137] as const;
const ROW_WIDTH = 59;
const ROW_HEIGHT = 7.2;

type Cell = readonly [code: string, value: string, share: number];

/** Rows of the middle and right leaf; shares of a row's width add up to 12. All values are invented. */
const MIDDLE: readonly (readonly Cell[])[] = [
  [
    ['B', '14.05.2021', 4],
    ['2.1', '9901', 3],
    ['2.2', 'ABC000123', 5],
  ],
  [
    ['J', 'M1', 3],
    ['4', 'AC', 3],
    ['D.1', 'MUSTERWERKE', 6],
  ],
  [
    ['D.2', 'M4 / M4B2 / 01', 7],
    ['D.3', 'AUE 1.5', 5],
  ],
  [
    ['E', 'WMU4B2ZZ0M1004711', 9],
    ['3', '6', 3],
  ],
  [['5', 'FZ.Z.PERS.BEF.B.9 SPL.', 12]],
  [
    ['V.9', 'EURO 6 AP', 6],
    ['14', 'EURO 6', 6],
  ],
  [
    ['P.3', 'BENZIN', 6],
    ['10', '0001', 3],
    ['14.1', '36AP', 3],
  ],
  [
    ['P.1', '1498', 4],
    ['P.2/P.4', '096/5500', 5],
    ['T', '203', 3],
  ],
  [
    ['18', '4284', 4],
    ['19', '1789', 4],
    ['20', '1456', 4],
  ],
  [
    ['G', '1265', 4],
    ['F.1', '1780', 4],
    ['F.2', '1780', 4],
  ],
  [
    ['L', '2', 3],
    ['9', '1', 3],
    ['V.7', '121', 3],
    ['Q', '-', 3],
  ],
  [
    ['7.1', '0950', 4],
    ['7.2', '0890', 4],
    ['8.1', '0950', 4],
  ],
];
const RIGHT: readonly (readonly Cell[])[] = [
  [
    ['U.1', '76', 3],
    ['U.2', '04125', 4],
    ['U.3', '68', 5],
  ],
  [
    ['O.1', '1300', 4],
    ['O.2', '640', 4],
    ['S.1', '5', 4],
  ],
  [['15.1', '205/55R16 91V', 12]],
  [['15.2', '205/55R16 91V', 12]],
  [
    ['R', 'BLAU', 8],
    ['11', '4', 4],
  ],
  [['K', 'e1*2018/858*00471*01', 12]],
  [
    ['6', '02.03.2020', 6],
    ['17', 'K', 3],
    ['16', '-', 3],
  ],
  [['21', '', 12]],
];
const REMARKS = ['ZU 15.1: AUCH GEN.195/65R15 91H', 'ZU F.2: B.ANH.BETRIEB +65', 'NAECHSTE HU: 05.2028'];

const cells = (rows: readonly (readonly Cell[])[], left: number, top: number): string =>
  rows
    .flatMap((row, r) => {
      const y = top + r * ROW_HEIGHT;
      let used = 0;
      return row.map(([code, value, share]) => {
        const x = left + (used / 12) * ROW_WIDTH;
        used += share;
        const width = (share / 12) * ROW_WIDTH;
        return (
          `<rect x="${x}" y="${y}" width="${width}" height="${ROW_HEIGHT}" fill="none" stroke="${GREEN}" stroke-width="0.18"/>` +
          line(code, x + 0.8, y + 2.4, 1.9, 'regular', GREEN) +
          line(value, x + 1.4, y + 6.1, 2.9, 'bold', INK)
        );
      });
    })
    .join('');

/** Fine waves, as printers of such papers lay them under the writing. */
function waves(): string {
  const paths: string[] = [];
  for (let y = 2; y < HEIGHT; y += 1.6) {
    let path = `M0 ${y}`;
    for (let x = 0; x < WIDTH; x += 10) path += `q2.5 ${y % 3.2 < 1.6 ? -1.4 : 1.4} 5 0t5 0`;
    paths.push(path);
  }
  return `<path d="${paths.join('')}" fill="none" stroke="#b9d0bb" stroke-width="0.14"/>`;
}

/** The office's round seal, with the arms of a town that does not exist. */
const seal = (x: number, y: number): string =>
  `<g fill="none" stroke="#2d3e86" stroke-width="0.5" opacity="0.85"><circle cx="${x}" cy="${y}" r="9"/><circle cx="${x}" cy="${y}" r="6.4"/>` +
  `<path d="M${x - 3} ${y - 3.4}h6v4a3 3.4 0 0 1-6 0z"/><path d="M${x - 1.8} ${y}v-2h1v0.8h1.6v-0.8h1v2z"/></g>` +
  line('MUSTERSTADT', x - 5.1, y - 6.8, 1.5, 'bold', '#2d3e86');

function holder(): string {
  const [left] = LEAF;
  const field = (code: string, y: number, values: readonly string[]) =>
    `<path d="M${left} ${y}h${ROW_WIDTH}" stroke="${GREEN}" stroke-width="0.18"/>` +
    line(code, left + 0.6, y + 2.6, 1.9, 'regular', GREEN) +
    values.map((value, i) => line(value, left + 10, y + 4.4 + i * 4.6, 3.4, 'bold', INK)).join('');
  return [
    line('Europäische Gemeinschaft', left, 8, 2.2, 'regular', GREEN),
    line('Bundesrepublik Deutschland', left + 31, 8, 2.2, 'regular', GREEN),
    line('Zulassungsbescheinigung', left, 15, 4.7, 'bold', GREEN),
    line('Teil I (Fahrzeugschein)', left, 20.4, 4, 'bold', GREEN),
    line('Nr. MS-0471164/21', left, 25.4, 2.6, 'regular', INK),
    field('A', 29, ['MS-EM 1964']),
    field('C.1.1', 36.5, [HOLDER.familyName]),
    field('C.1.2', 44, [HOLDER.givenNames]),
    field('C.1.3', 51.5, [HOLDER.street, HOLDER.town]),
    `<path d="M${left} 63.5h${ROW_WIDTH}" stroke="${GREEN}" stroke-width="0.18"/>`,
    line('C.4c  Der Inhaber der Zulassungsbescheinigung wird nicht als', left, 66.6, 1.85, 'regular', GREEN),
    line('Eigentümer des Fahrzeugs ausgewiesen.', left, 69.2, 1.85, 'regular', GREEN),
    field('I', 72, ['14.05.2021']),
    line('Stadt Musterstadt', left, 83, 2.6, 'regular', INK),
    line('Straßenverkehrsamt', left, 86.4, 2.6, 'regular', INK),
    `<path d="M${left + 2} 96c3-7 5-6 5-1s3-6 5-4 1 5 4 2 4-5 6-1 4 0 7-2" fill="none" stroke="#2d3e86" stroke-width="0.45"/>`,
    line('Unterschrift', left, 100.4, 1.9, 'regular', GREEN),
    seal(left + 47, 88),
  ].join('');
}

/**
 * A picture of Zulassungsbescheinigung Teil I, laid out after FZV, Anlage 5, with the field codes of directive
 * 1999/37/EC. Own drawing: every value is invented, belongs to the person of the test card, and "MUSTER" lies across it.
 */
export function vehicleRegistration(): string {
  const [, middle, right] = LEAF;
  const remarksTop = 8 + RIGHT.length * ROW_HEIGHT;
  return [
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="${PALE}"/>`,
    waves(),
    `<rect x="0.3" y="0.3" width="${WIDTH - 0.6}" height="${HEIGHT - 0.6}" fill="none" stroke="#9aa89c" stroke-width="0.6"/>`,
    ...[67, 133.5].map((x) => `<path d="M${x} 0v${HEIGHT}" stroke="#c3d1c2" stroke-width="0.5"/>`),
    holder(),
    cells(MIDDLE, middle, 8),
    cells(RIGHT, right, 8),
    line('22', right + 0.8, remarksTop + 3, 1.9, 'regular', GREEN),
    ...REMARKS.map((remark, i) => line(remark, right + 1.4, remarksTop + 7.5 + i * 4.4, 2.9, 'bold', INK)),
    line('MUSTER – kein amtliches Dokument', right, 101, 2.6, 'bold', '#8a2b2b'),
    `<g transform="rotate(-14 100 60)" opacity="0.13">${line('MUSTER', 40, 76, 36, 'bold', '#8a2b2b')}</g>`,
  ].join('');
}
