#!/usr/bin/env bash
# cbor-x writes a Buffer as a byte string and a Uint8Array of the same bytes as a typed array, tag 64 of RFC 8746. Other encoders
# (cborg here) write a byte string for both. The option tagUint8Array: false makes it do so, too.
# Why it matters: hashes and thumbprints of WebCrypto are Uint8Arrays, those of node:crypto are Buffers. What COSE and ISO/IEC
# 18013-5 sign has byte strings, so a signature made with the one is refused by whoever computes the same with the other, and both
# sides' data looks right when printed.
# Seen with cbor-x 1.6.9, cborg 6.1.5.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-fund --no-audit --ignore-scripts cbor-x@1.6.9 cborg@6.1.5 >/dev/null
found=$(node --input-type=module -e "
import { encode, Encoder } from 'cbor-x';
import * as cborg from 'cborg';
const hex = (bytes) => Buffer.from(bytes).toString('hex');
const bytes = Uint8Array.of(1, 2);
console.log('cbor-x Buffer', hex(encode(Buffer.from(bytes))));
console.log('cbor-x Uint8Array', hex(encode(bytes)));
console.log('cbor-x Uint8Array, tagUint8Array: false', hex(new Encoder({ tagUint8Array: false }).encode(bytes)));
console.log('cborg Uint8Array', hex(cborg.encode(bytes)));
")
echo "$found"
[ "$found" = 'cbor-x Buffer 420102
cbor-x Uint8Array d840420102
cbor-x Uint8Array, tagUint8Array: false 420102
cborg Uint8Array 420102' ]
