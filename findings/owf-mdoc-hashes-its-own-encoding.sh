#!/usr/bin/env bash
# @owf/mdoc does not hash the bytes of an IssuerSignedItem as they came: it hashes what its own encoder makes of the decoded
# item. Where an issuer wrote a number as half-precision float (the shortest form, which RFC 8949, section 4.1 prefers), the
# two differ, and a genuine element "does not match its digest".
# Why it matters: whether an identity is believed depends on how its issuer's library writes numbers. ISO/IEC 18013-5,
# section 9.1.2.5 puts items into tag 24 (encoded CBOR) so that their bytes stay what they were.
# Seen with 0.6.0.
set -euo pipefail
directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
cd "$directory"
echo '{}' >package.json
npm install --no-audit --no-fund --loglevel=error --ignore-scripts @owf/mdoc@0.6.0 >/dev/null 2>&1
cat >look.mjs <<'SCRIPT'
import { createHash } from 'node:crypto';
import { IssuerSignedItem } from '@owf/mdoc';

const text = (value) => (0x60 + value.length).toString(16) + Buffer.from(value).toString('hex');
const sha256 = (bytes) => createHash('sha256').update(bytes).digest();
const crypto = { digest: ({ bytes }) => sha256(bytes) };

for (const [name, value] of [
  ['1.5 in 64 bits', 'fb3ff8000000000000'],
  ['1.5 in 16 bits', 'f93e00'],
]) {
  const fields = ['digestID', '00', 'random', `50${'00'.repeat(16)}`, 'elementIdentifier', text('height'), 'elementValue', value];
  const item = Buffer.from(`a4${fields.map((field, at) => (at % 2 === 0 ? text(field) : field)).join('')}`, 'hex');
  // #6.24(bstr): what ISO/IEC 18013-5, section 9.1.2.5 says is hashed.
  const digest = sha256(Buffer.concat([Buffer.from([0xd8, 0x18, 0x58, item.length]), item]));
  const valueDigests = { valueDigests: new Map([['space', new Map([[0, digest]])]]) };
  const issuerAuth = { mobileSecurityObject: { digestAlgorithm: 'SHA-256', valueDigests } };
  const read = IssuerSignedItem.decode(item);
  console.log(`${name}: read as ${JSON.stringify(read.elementValue)}, genuine: ${await read.isValid('space', issuerAuth, { crypto })}`);
}
SCRIPT
said=$(node look.mjs)
echo "$said"

[ "$said" = '1.5 in 64 bits: read as 1.5, genuine: true
1.5 in 16 bits: read as 1.5, genuine: false' ]
