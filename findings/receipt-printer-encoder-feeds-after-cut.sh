#!/usr/bin/env bash
# @point-of-sale/receipt-printer-encoder ends a document with a line feed even where its last command is the cut: the feed
# comes after the knife.
# Why it matters: each slip but the first begins with a blank line, and a slip that waits in the slot is pushed.
# Seen with 4.0.1.
source "$(dirname "$0")/lib/receipt-printer-encoder.sh"
after=$(look <<'SCRIPT'
import Encoder from '@point-of-sale/receipt-printer-encoder';
const made = new Encoder({ language: 'esc-pos', columns: 42, newline: '\n' }).line('a').cut('partial').encode();
// GS V 1 is the partial cut.
console.log(/1d5601(.*)$/.exec(Buffer.from(made).toString('hex'))[1]);
SCRIPT
)
echo "behind the cut: $after"

[ "$after" = 0a ]
