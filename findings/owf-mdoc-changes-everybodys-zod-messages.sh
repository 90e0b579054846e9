#!/usr/bin/env bash
# Importing @owf/mdoc calls `z.config({ customError })` on the zod that npm shares with the whole program: from then on every
# schema of everybody, made before or after, tells its errors in other words. Nothing says so, and nothing is exported to undo it.
# Why it matters: messages that a program shows or compares change with the order in which its modules happen to load.
# Seen with 0.6.0 and zod 4.6.7.
set -euo pipefail
directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
cd "$directory"
echo '{}' >package.json
npm install --no-audit --no-fund --loglevel=error --ignore-scripts @owf/mdoc@0.6.0 zod@4.6.7 >/dev/null 2>&1
cat >look.mjs <<'SCRIPT'
import { z } from 'zod';

const schema = z.strictObject({ age: z.number().min(18) });
const says = (value) => schema.safeParse(value).error.issues[0].message;
const before = [says({ age: 17 }), says({})];
await import('@owf/mdoc');
for (const [at, value] of [{ age: 17 }, {}].entries()) console.log(`${before[at]} -> ${says(value)}`);
SCRIPT
said=$(node look.mjs)
echo "$said"

[ "$said" = 'Too small: expected number to be >=18 -> expected number to be greater than or equal to 18
Invalid input: expected number, received undefined -> expected number, received undefined' ]
