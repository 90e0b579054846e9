import { createHash } from 'node:crypto';
import { SDJwtInstance } from '@sd-jwt/core';
import fc from 'fast-check';
import { decodeJwt } from 'jose';
import { describe, expect, test } from 'vitest';
import { SD_JWT } from '../../../simulators/wallet/sd-jwt-pid.ts';
import { LIMITS } from '../limits.ts';
import type { AskedQuestion } from '../request/request-object.ts';
import { checkSdJwt } from './check-sd-jwt.ts';
import { disclose } from './disclosures.ts';

type Json = Record<string, unknown>;

const disclosure = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
const digest = (text: string) => createHash('sha256').update(text).digest('base64url');

const GIVEN = disclosure('salt', 'given_name', 'ERIKA');
const STREET = disclosure('salt', 'street_address', 'HEIDESTRAẞE 17');
const ADDRESS = disclosure('salt', 'address', { _sd: [digest(STREET)], country: 'DE' });
const ELEMENT = disclosure('salt', 'DE');

describe('disclosures stand where the issuer signed their digests', () => {
  test('in an object, in one that was disclosed itself, and in an array', () => {
    const payload = { _sd: [digest(GIVEN), digest(ADDRESS)], nationalities: [{ '...': digest(ELEMENT) }, 'SY'] };
    expect(disclose(payload, [STREET, GIVEN, ADDRESS, ELEMENT])).toEqual({
      ok: true,
      value: {
        claims: {
          given_name: 'ERIKA',
          address: { country: 'DE', street_address: 'HEIDESTRAẞE 17' },
          nationalities: ['DE', 'SY'],
        },
        paths: [['nationalities'], ['given_name'], ['address'], ['address', 'street_address']],
      },
    });
  });

  test('what is not disclosed leaves no trace', () => {
    const payload = { _sd_alg: 'sha-256', _sd: [digest(GIVEN)], nationalities: [{ '...': digest(ELEMENT) }] };
    expect(disclose(payload, [])).toEqual({ ok: true, value: { claims: { nationalities: [] }, paths: [] } });
  });
});

const RESERVED = disclosure('salt', '_sd', []);
const REFUSED: readonly [string, Json, readonly string[]][] = [
  ['one that no digest names', {}, [GIVEN]],
  ['the same one twice', { _sd: [digest(GIVEN)] }, [GIVEN, GIVEN]],
  ['a digest that stands in two places', { _sd: [digest(GIVEN)], address: { _sd: [digest(GIVEN)] } }, [GIVEN]],
  ['one that replaces a claim in the clear', { _sd: [digest(GIVEN)], given_name: 'MAX' }, [GIVEN]],
  [
    'two of the same name',
    { _sd: [digest(GIVEN), digest(disclosure('x', 'given_name', 'MAX'))] },
    [GIVEN, disclosure('x', 'given_name', 'MAX')],
  ],
  ['an element of an array where a claim belongs', { _sd: [digest(ELEMENT)] }, [ELEMENT]],
  ['a claim where an element of an array belongs', { list: [{ '...': digest(GIVEN) }] }, [GIVEN]],
  ['one called as the digests are', { _sd: [digest(RESERVED)] }, [RESERVED]],
  ['one that is no JSON', { _sd: [digest('e30')] }, ['e30']],
  ['one whose holder is not opened', { _sd: [digest(ADDRESS)] }, [STREET]],
];

test.each(REFUSED)('refused: %s', (_, payload, encoded) => {
  expect(disclose(payload, encoded)).toEqual({ ok: false, error: 'malformed' });
});

test('claims of any shape come back as another implementation took them apart', async () => {
  const instance = new SDJwtInstance({ ...SD_JWT, signer: () => 'AA', signAlg: 'ES256' });
  const name = fc.stringMatching(/^[a-z]{1,8}$/);
  const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.array(fc.string(), { maxLength: 3 }));
  const inner = fc.dictionary(name, leaf, { minKeys: 1, maxKeys: 4, noNullPrototype: true });
  const claims = fc.dictionary(name, fc.oneof(leaf, inner), { minKeys: 1, maxKeys: 5, noNullPrototype: true });
  const frameOf = (value: Json): Json => ({
    _sd: Object.keys(value),
    ...Object.fromEntries(
      Object.entries(value).flatMap(([key, part]) =>
        typeof part === 'object' && !Array.isArray(part) ? [[key, frameOf(part as Json)]] : [],
      ),
    ),
  });
  await fc.assert(
    fc.asyncProperty(claims, async (original) => {
      const [jwt = '', ...rest] = (await instance.issue(original, frameOf(original) as never)).split('~');
      const { iat, ...payload } = decodeJwt(jwt);
      const disclosed = disclose(payload, rest.slice(0, -1));
      expect(disclosed.ok && disclosed.value.claims).toEqual(original);
    }),
    { numRuns: 60 },
  );
});

test('more disclosures than an identity has claims are refused before anything is verified', async () => {
  const presentation = `a.b.c~${'d~'.repeat(LIMITS.disclosures + 1)}`;
  const nobody = { trusts: () => false };
  expect(await checkSdJwt(presentation, {} as AskedQuestion, nobody, 0)).toEqual({ ok: false, error: 'too-large' });
});
