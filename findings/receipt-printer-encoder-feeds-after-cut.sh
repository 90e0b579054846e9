#!/usr/bin/env bash
# @point-of-sale/receipt-printer-encoder ends a document with a line feed even where its last command is the cut: the feed
# comes after the knife.
# Why it matters: each slip but the first begins with a blank line, and a slip that waits in the slot is pushed.
# Seen with 4.0.1.
set -euo pipefail
directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
cd "$directory"
echo '{}' >package.json
npm install --no-audit --no-fund --loglevel=error @point-of-sale/receipt-printer-encoder@4.0.1 >/dev/null
cat >look.mjs <<'SCRIPT'
import Encoder from '@point-of-sale/receipt-printer-encoder';
const made = new Encoder({ language: 'esc-pos', columns: 42, newline: '\n' }).line('a').cut('partial').encode();
// GS V 1 is the partial cut.
console.log(/1d5601(.*)$/.exec(Buffer.from(made).toString('hex'))[1]);
SCRIPT
after=$(node look.mjs)
echo "behind the cut: $after"

[ "$after" = 0a ]
