#!/usr/bin/env bash
# KERN UX is the design system of the German administration, and Fira Sans is its typeface. The Fira Sans in its package
# cannot draw 62 of the 649 letters of DIN 91379, the letters that every German authority has to take in names. The
# Noto Sans in the same package has a glyph for all of their characters.
# Why it matters: a browser draws a missing letter with another font or as a box, in the name of the person who reads it.
# Seen with @kern-ux/native 2.7.2 (Fira Sans 4.106, Noto Sans 2.003), looked at with fontkit 2.0.4. The letters are those
# marked "bll" in latin_list_1.3.txt (XÖV, "String.Latin+"); only those that Fira Sans lacks are listed here.
set -euo pipefail
directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
cd "$directory"
echo '{}' >package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error @kern-ux/native@2.7.2 fontkit@2.0.4 >/dev/null
cat >look.mjs <<'SCRIPT'
import * as fontkit from 'fontkit';
const letters = `1E06 1E07 1E10 1E11 1E17 1E1C 1E1D 1E20 1E21 1E22 1E23 1E26 1E27 1E28 1E29 1E2A 1E2B 1E30 1E31 1E32 1E33
  1E34 1E35 1E3A 1E3B 1E42 1E43 1E48 1E49 1E58 1E59 1E5E 1E5F 1E86 1E87 1E8C 1E8D 1E8E 1E8F 1E90 1E91 1E94 1E95 1E96 1E97
  1E32+304 1E33+304 43+315 4B+315 50+315 54+315 63+315 6B+315 70+315 74+315 10C+315 10D+315 4B+35F+48 4B+35F+68 6B+35F+68
  4D+310 6D+310`
  .split(/\s+/)
  .map((letter) => letter.split('+').map((point) => parseInt(point, 16)));
for (const file of ['fira-sans/FiraSans-Regular.woff2', 'noto-sans/NotoSans-Regular.woff2']) {
  const font = fontkit.openSync(`node_modules/@kern-ux/native/dist/fonts/${file}`);
  const lacking = letters.filter((points) => points.some((point) => !font.hasGlyphForCodePoint(point)));
  console.log(`${font.fullName}: lacks ${lacking.length} of these ${letters.length} letters`);
}
SCRIPT
seen=$(node look.mjs)
echo "$seen"
[ "$seen" = 'Fira Sans: lacks 62 of these 62 letters
Noto Sans Regular: lacks 0 of these 62 letters' ]
