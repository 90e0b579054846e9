import { generateKeyPairSync, sign } from 'node:crypto';
import { expect, test } from 'vitest';
import { LIMITS } from '../limits.ts';
import { embedded, encodeCbor } from './cbor.ts';
import { checkMdoc } from './check-mdoc.ts';
import { verifySign1 } from './cose.ts';

const NOBODY = { trusts: () => false };
const ITEM = { digestID: 0, random: new Uint8Array(16), elementIdentifier: 'given_name', elementValue: 'ERIKA' };

const responseWith = (items: number) =>
  Buffer.from(
    encodeCbor({
      version: '1.0',
      status: 0,
      documents: [
        {
          docType: 'eu.europa.ec.eudi.pid.1',
          issuerSigned: {
            nameSpaces: {
              'eu.europa.ec.eudi.pid.1': Array.from({ length: items }, () => embedded(encodeCbor(ITEM))),
            },
            issuerAuth: [encodeCbor(new Map([[1, -7]])), {}, new Uint8Array(), new Uint8Array()],
          },
          deviceSigned: { nameSpaces: embedded(encodeCbor({})), deviceAuth: {} },
        },
      ],
    }),
  ).toString('base64url');

const check = (content: string) => checkMdoc(content, { required: [], optional: [] }, [null, null, null], NOBODY, 0);

test('more elements than an identity has are refused before anything is verified', () => {
  expect(check(responseWith(LIMITS.disclosures + 1))).toEqual({ ok: false, error: 'too-large' });
  expect(check(responseWith(LIMITS.disclosures))).not.toEqual({ ok: false, error: 'too-large' });
});

test.each(['', 'a=', 'ä', 'oA', '+/'])('"%s" is no response', (content) => {
  expect(check(content)).toEqual({ ok: false, error: 'malformed' });
});

/** Whether something is believed that a key on this curve signed, with this hash, as this algorithm. */
function isBelieved(algorithm: number, namedCurve: string, hash: string): boolean {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve });
  const protectedHeader = encodeCbor(new Map([[1, algorithm]]));
  const payload = Uint8Array.of(1);
  const signed = encodeCbor(['Signature1', protectedHeader, new Uint8Array(), payload]);
  const signature = sign(hash, signed, { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return verifySign1([protectedHeader, {}, payload, signature], algorithm, payload, publicKey);
}

test.each([
  [-7, 'prime256v1', 'sha256'],
  [-9, 'prime256v1', 'sha256'],
  [-35, 'secp384r1', 'sha384'],
  [-51, 'secp384r1', 'sha384'],
  [-36, 'secp521r1', 'sha512'],
  [-52, 'secp521r1', 'sha512'],
])('algorithm %i is believed on %s', (algorithm, curve, hash) => {
  expect(isBelieved(algorithm, curve, hash)).toBe(true);
});

test('an algorithm is not believed on the curve of another', () => {
  expect(isBelieved(-7, 'secp384r1', 'sha256')).toBe(false);
});
