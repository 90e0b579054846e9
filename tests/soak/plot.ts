import sharp from 'sharp';
import { MEASURES, type Measure, type Sample } from './measure.ts';

const WIDTH = 1300;
const ROW = 110;
const LEFT = 430;
const RIGHT = 170;

/** One row a measure, each from zero to its own highest value: what rises is seen at once. */
export function plot(samples: readonly { readonly session: number; readonly sample: Sample }[]): Promise<Buffer> {
  const measures = Object.keys(MEASURES) as Measure[];
  const last = samples.at(-1)?.session ?? 1;
  const rows = measures.map((measure, row) => {
    const values = samples.map(({ sample }) => sample[measure]);
    const highest = Math.max(1, ...values);
    const top = row * ROW + 20;
    const height = ROW - 40;
    const points = samples
      .map(({ session }, i) => {
        const x = LEFT + ((WIDTH - LEFT - RIGHT) * session) / Math.max(1, last);
        const y = top + height - (height * (values[i] ?? 0)) / highest;
        return `${x.toFixed(1)},${y.toFixed(1)}`;
      })
      .join(' ');
    return [
      `<rect x="${LEFT}" y="${top}" width="${WIDTH - LEFT - RIGHT}" height="${height}" fill="#f4f6f9"/>`,
      `<polyline points="${points}" fill="none" stroke="#1b2a4a" stroke-width="2"/>`,
      `<text x="${LEFT - 12}" y="${top + 40}" text-anchor="end">${MEASURES[measure]}</text>`,
      `<text x="${WIDTH - RIGHT + 12}" y="${top + 14}">${short(highest)}</text>`,
      `<text x="${WIDTH - RIGHT + 12}" y="${top + height}">0</text>`,
    ].join('');
  });
  const height = measures.length * ROW + 30;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" font-family="DejaVu Sans" font-size="13">
<rect width="100%" height="100%" fill="white"/>${rows.join('')}
<text x="${LEFT}" y="${height - 8}">0</text><text x="${WIDTH - RIGHT}" y="${height - 8}" text-anchor="end">${last} sessions</text></svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}

export function short(value: number): string {
  if (value >= 1e6) return `${(value / 1e6).toFixed(1)} M`;
  if (value >= 10e3) return `${(value / 1e3).toFixed(0)} k`;
  return Number.isInteger(value) ? String(value) : value.toFixed(1);
}
