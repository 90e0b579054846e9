#!/usr/bin/env bash
# FIT-Connect's metadata schemas (2.1.0: https://schema.fitko.de/fit-connect/metadata/2.1.0/metadata.schema.json) want an
# amount in euro that is a multiple of 0.01. The usual validator of JSON Schema for Node, ajv, divides in binary: 19.99 is
# 1998.9999999999998 hundredths, and no multiple. As it comes, it refuses every seventh amount up to 100 €.
# Why it matters: a receiver that judges so rejects requests that are paid and valid. The option multipleOfPrecision mends
# it; a sender can do nothing but be told.
# Seen with ajv 8.20.0.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-fund --no-audit --ignore-scripts ajv@8.20.0 >/dev/null
found=$(node --input-type=module -e "
import ajv from 'ajv/dist/2020.js';
// paymentInformation.grossAmount, as it stands there.
const grossAmount = { type: 'number', minimum: 0.01, multipleOf: 0.01 };
const cents = Array.from({ length: 10_000 }, (_, index) => index + 1);
for (const options of [{}, { multipleOfPrecision: 6 }]) {
  const isValid = new ajv.Ajv2020(options).compile(grossAmount);
  console.log(JSON.stringify(options), '19.99:', isValid(19.99), 'refused:', cents.filter((n) => !isValid(n / 100)).length);
}
")
echo "$found"
[ "$found" = $'{} 19.99: false refused: 1363\n{"multipleOfPrecision":6} 19.99: true refused: 0' ]
