#!/usr/bin/env bash
# @point-of-sale/receipt-printer-encoder sends the content of a QR code in Latin-1, whatever code page its text is in, and
# puts "?" for what Latin-1 has not: "30 €" becomes "30 ?". The same call with the code page windows1252 prints the euro as
# text without fault. Nothing is raised.
# Why it matters: the printed code looks perfect and says something else: an amount without its currency, a name with holes.
# Seen with 4.0.1.
source "$(dirname "$0")/lib/receipt-printer-encoder.sh"
said=$(look <<'SCRIPT'
import Encoder from '@point-of-sale/receipt-printer-encoder';
const encoder = () => new Encoder({ language: 'esc-pos', columns: 42 }).codepage('windows1252');
const hex = (made) => Buffer.from(made.encode()).toString('hex');
console.log('as text ', /3330 ?20(..)/.exec(hex(encoder().line('30 €')))[0]);
// GS ( k pL pH 31 50 30 d1…dk stores the content.
console.log('in a QR code', /1d286b....315030(.*?)1d286b/.exec(hex(encoder().qrcode('30 €')))[1]);
SCRIPT
)
echo "$said"

[ "$said" = 'as text  33302080
in a QR code 3330203f' ]
