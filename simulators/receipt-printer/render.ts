import sharp from 'sharp';
import type { Bitmap, Cell } from './operations.ts';
import type { Mark, Piece } from './paper-strip.ts';

const FONT = { family: "'DejaVu Sans Mono', 'Liberation Mono', 'Courier New', monospace", size: 19.9, ascent: 19 };
const PAPER = '#fdfcf7';
const INK = '#20201f';
const CELL = { width: 12, height: 24 };

/** Draws a piece of paper dot for dot: one pixel is one dot of 180 dpi. */
export async function render(piece: Piece, paperDots: number, printableDots: number): Promise<Uint8Array> {
  const margin = Math.floor((paperDots - printableDots) / 2);
  const height = Math.max(1, Math.ceil(piece.height));
  const body = piece.marks.map((mark) => drawMark(mark, margin, printableDots)).join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${paperDots}" height="${height}">
<rect width="100%" height="100%" fill="${PAPER}"/>
<g fill="${INK}" font-family="${FONT.family}" font-size="${FONT.size}">${body}</g></svg>`;
  return new Uint8Array(await sharp(Buffer.from(svg)).png({ palette: true }).toBuffer());
}

function drawMark(mark: Mark, margin: number, printable: number): string {
  const width = mark.kind === 'line' ? mark.width : mark.bitmap.width;
  const free = Math.max(0, printable - width);
  const left = margin + (mark.align === 'left' ? 0 : mark.align === 'right' ? free : Math.floor(free / 2));
  if (mark.kind === 'graphic') return drawBitmap(mark.bitmap, left, mark.y);
  const tallest = Math.max(...mark.cells.map((cell) => cell.heightFactor));
  const bottom = mark.y + tallest * CELL.height;
  return runs(mark.cells)
    .map((run) => drawRun(run, left, bottom))
    .join('');
}

/** Words: neighbours of one style, so that a font of a slightly different advance cannot drift across a line. */
function runs(cells: readonly Cell[]): readonly (readonly Cell[])[] {
  const all: Cell[][] = [];
  for (const cell of cells) {
    const last = all.at(-1);
    const before = last?.at(-1);
    const follows =
      before !== undefined &&
      before.char !== ' ' &&
      before.bold === cell.bold &&
      before.widthFactor === cell.widthFactor &&
      before.heightFactor === cell.heightFactor &&
      before.inverted === cell.inverted &&
      before.underlined === cell.underlined;
    if (last && follows) last.push(cell);
    else all.push([cell]);
  }
  return all;
}

function drawRun(run: readonly Cell[], left: number, bottom: number): string {
  const [first] = run;
  if (!first) return '';
  const text = run.map((cell) => cell.char).join('');
  const x = left + first.x;
  const width = run.length * CELL.width * first.widthFactor;
  const height = CELL.height * first.heightFactor;
  const box = first.inverted ? `<rect x="${x}" y="${bottom - height}" width="${width}" height="${height}"/>` : '';
  const rule = first.underlined ? `<rect x="${x}" y="${bottom - 2}" width="${width}" height="2"/>` : '';
  const scale = `translate(${x} ${bottom - height}) scale(${first.widthFactor} ${first.heightFactor})`;
  const style = `${first.bold ? ' font-weight="bold"' : ''}${first.inverted ? ` fill="${PAPER}"` : ''}`;
  const glyphs =
    text.trim() === '' ? '' : `<text transform="${scale}" y="${FONT.ascent}"${style}>${escapeXml(text)}</text>`;
  return box + rule + glyphs;
}

/** Horizontal runs of burnt dots as one path. */
function drawBitmap(bitmap: Bitmap, left: number, top: number): string {
  const segments: string[] = [];
  for (let y = 0; y < bitmap.height; y++) {
    let start = -1;
    for (let x = 0; x <= bitmap.width; x++) {
      const burnt = x < bitmap.width && bitmap.dot(x, y);
      if (burnt && start === -1) start = x;
      if (!burnt && start !== -1) {
        segments.push(`M${left + start} ${top + y}h${x - start}v1h${start - x}z`);
        start = -1;
      }
    }
  }
  return `<path shape-rendering="crispEdges" d="${segments.join('')}"/>`;
}

const XML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escapeXml = (text: string) => text.replace(/[&<>]/g, (char) => XML[char] ?? char);
