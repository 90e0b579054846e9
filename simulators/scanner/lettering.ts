import { createRequire } from 'node:module';

/**
 * Letters as SVG paths, from a font that comes with an npm package: a machine without any installed font draws the
 * same document.
 */
const require = createRequire(import.meta.url);
const FONTS = { regular: 'FiraSans-Regular.woff2', bold: 'FiraSans-SemiBold.woff2' } as const;
export type Weight = keyof typeof FONTS;

/** The part of fontkit 2 that is used; the package carries no types. */
interface Face {
  readonly unitsPerEm: number;
  layout(text: string): {
    readonly glyphs: readonly { readonly path: { toSVG(): string } }[];
    readonly positions: readonly { readonly xAdvance: number }[];
  };
}

const loaded = new Map<Weight, Face>();

function face(weight: Weight): Face {
  const known = loaded.get(weight);
  if (known) return known;
  const fontkit = require('fontkit') as { openSync(path: string): Face };
  const folder = new URL('../../node_modules/@kern-ux/native/dist/fonts/fira-sans/', import.meta.url);
  const opened = fontkit.openSync(new URL(FONTS[weight], folder).pathname);
  loaded.set(weight, opened);
  return opened;
}

/** One line of text; `x` and `y` of its baseline and `size` in millimetres. */
export function line(text: string, x: number, y: number, size: number, weight: Weight = 'regular', fill = '#1a1a1a') {
  const font = face(weight);
  const scale = size / font.unitsPerEm;
  const run = font.layout(text);
  let pen = 0;
  let paths = '';
  for (const [i, glyph] of run.glyphs.entries()) {
    paths += `<path transform="translate(${pen} 0)" d="${glyph.path.toSVG()}"/>`;
    pen += run.positions[i]?.xAdvance ?? 0;
  }
  return `<g fill="${fill}" transform="translate(${x} ${y}) scale(${scale} ${-scale})">${paths}</g>`;
}
