import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type WalletWorld, walletWorld } from '../test-support/wallet-world.ts';

let world: WalletWorld;
beforeAll(async () => {
  world = await walletWorld();
});
afterAll(() => world.close());

interface Query {
  readonly credentials: readonly { readonly id: string; readonly claims: unknown; readonly claim_sets?: unknown }[];
  readonly credential_sets: unknown;
}

async function requestFor(request: Parameters<WalletWorld['ask']>[0]) {
  const question = await world.ask(request);
  question.cancel();
  const jws = world.relay.requestObjects().at(-1) ?? '';
  return { jws, claims: decodeJwt(jws), query: decodeJwt(jws).dcql_query as Query, question };
}

test('either kind of identity is asked for, with the claims of what was asked and no others', async () => {
  const { query } = await requestFor({ required: ['FamilyName', 'Nationality'], optional: [] });
  expect(query).toMatchObject({
    credentials: [
      {
        id: 'pid_sd_jwt',
        format: 'dc+sd-jwt',
        meta: { vct_values: ['urn:eudi:pid:de:1'] },
        claims: [{ path: ['family_name'] }, { path: ['nationalities'] }],
      },
      {
        id: 'pid_mdoc',
        format: 'mso_mdoc',
        meta: { doctype_value: 'eu.europa.ec.eudi.pid.1' },
        claims: [
          { path: ['eu.europa.ec.eudi.pid.1', 'family_name'], intent_to_retain: true },
          { path: ['eu.europa.ec.eudi.pid.1', 'nationality'], intent_to_retain: true },
        ],
      },
    ],
    credential_sets: [{ options: [['pid_sd_jwt'], ['pid_mdoc']], required: true }],
  });
  expect(query.credentials.map(({ claims }) => (claims as unknown[]).length)).toEqual([2, 2]);
});

test('a wallet without what is optional, or without a street, still has something to present', async () => {
  const { query } = await requestFor({ required: ['FamilyName', 'Address'], optional: ['BirthName'] });
  expect(query.credentials[0]?.claim_sets).toEqual([
    ['family_name', 'street_address', 'postal_code', 'locality', 'country', 'birth_family_name'],
    ['family_name', 'postal_code', 'locality', 'country', 'birth_family_name'],
    ['family_name', 'street_address', 'postal_code', 'locality', 'country'],
    ['family_name', 'postal_code', 'locality', 'country'],
  ]);
});

test('the request fits into a box of the relay, whatever is asked', async () => {
  const { jws } = await requestFor({
    required: ['Address'],
    optional: ['GivenNames', 'FamilyName', 'DateOfBirth', 'BirthName', 'PlaceOfBirth', 'Nationality'],
  });
  expect(jws.length).toBeLessThan(16_000);
});

test('it names the certificate by its hash, the address to post to, and what a wallet may answer with', async () => {
  const { jws, claims, question } = await requestFor({ required: ['FamilyName'], optional: [] });
  expect(decodeProtectedHeader(jws)).toMatchObject({ alg: 'ES256', typ: 'oauth-authz-req+jwt' });
  expect(claims).toMatchObject({
    aud: 'https://self-issued.me/v2',
    client_id: new URL(question.qrText).searchParams.get('client_id'),
    response_type: 'vp_token',
    response_mode: 'direct_post.jwt',
    response_uri: new URL(question.qrText).searchParams.get('request_uri')?.replace(/request$/, 'response'),
    client_metadata: {
      jwks: { keys: [{ kty: 'EC', crv: 'P-256', use: 'enc', alg: 'ECDH-ES' }] },
      encrypted_response_enc_values_supported: ['A128GCM', 'A256GCM'],
    },
    verifier_info: [{ format: 'registration_cert', data: world.office.registrationCertificate }],
  });
  expect(JSON.stringify(claims)).not.toContain('"d":');
});

test('no two questions share a nonce, a state, a key or an address', async () => {
  const asked = [];
  for (let i = 0; i < 2; i++) asked.push((await requestFor({ required: ['FamilyName'], optional: [] })).claims);
  const secrets = asked.map(({ nonce, state, response_uri, client_metadata }) => [
    nonce,
    state,
    response_uri,
    JSON.stringify(client_metadata),
  ]);
  for (const [at, value] of (secrets[0] ?? []).entries()) expect(secrets[1]?.[at]).not.toBe(value);
});

test('the QR code is small enough to be scanned', async () => {
  const { question } = await requestFor({ required: ['FamilyName'], optional: [] });
  expect(question.qrText).toMatch(/^openid4vp:\/\/\?client_id=x509_hash%3A[\w-]{43}&request_uri=https%3A/);
  expect(question.qrText.length).toBeLessThanOrEqual(300);
});

test('what the registration does not cover is never asked', async () => {
  const narrow = await walletWorld({
    claims: { 'dc+sd-jwt': ['family_name', 'birthdate'], mso_mdoc: ['family_name'] },
  });
  expect(narrow.verifier.registration.mayAsk).toEqual(['FamilyName']);
  expect(await narrow.verifier.ask({ required: ['FamilyName'], optional: ['DateOfBirth'] })).toEqual({
    ok: false,
    error: 'not-registered',
  });
  expect(narrow.relay.requestObjects()).toEqual([]);
  await narrow.close();
});

test('nothing is asked once the registration is over', async () => {
  const over = await walletWorld({ validUntil: Date.UTC(2027, 1, 15, 9) });
  expect(await over.verifier.ask({ required: ['FamilyName'], optional: [] })).toEqual({
    ok: false,
    error: 'not-registered',
  });
  await over.close();
});
