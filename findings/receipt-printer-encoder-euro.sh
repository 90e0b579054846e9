#!/usr/bin/env bash
# Left to choose a code page by itself, @point-of-sale/receipt-printer-encoder prints the euro sign of an Epson printer as
# byte D5 of page 13 (CP857, Turkish). The euro is a late addition to that page: tables made before 1998 have nothing
# there (glibc's and Python's to this day), and a printer with such a table prints something else. On CP858 and
# windows-1252, which the same printers have, the sign has always been.
# Why it matters: the amount on a receipt. One call, .codepage('windows1252'), settles it.
# Seen with 4.0.1.
source "$(dirname "$0")/lib/receipt-printer-encoder.sh"
chosen=$(look <<'SCRIPT'
import Encoder from '@point-of-sale/receipt-printer-encoder';
const bytes = (page) =>
  Buffer.from(new Encoder({ printerModel: 'epson-tm-t88v' }).codepage(page).text('5 €').encode()).toString('hex');
// ESC t n chooses a page; the last one before the line's end is the euro's.
for (const page of ['auto', 'windows1252', 'cp858']) {
  const [, n, sign] = /^.*1b74(..)(?:3520)?(..)0a0d$/.exec(bytes(page));
  console.log(page, n, sign);
}
SCRIPT
)
echo 'asked for, page chosen (ESC t n, hexadecimal), byte of "€":'
echo "$chosen"
undefined=no
printf '\xd5' | iconv -f IBM857 -t UTF-8 >/dev/null 2>&1 || undefined=yes
echo "D5 undefined in glibc's CP857: $undefined"

[ "$(head -n 1 <<<"$chosen")" = 'auto 0d d5' ] && [ "$undefined" = yes ] && grep -q '^windows1252 10 80$' <<<"$chosen" && grep -q '^cp858 13 d5$' <<<"$chosen"
