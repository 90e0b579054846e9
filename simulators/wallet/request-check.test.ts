import { CompactSign, decodeJwt, decodeProtectedHeader } from 'jose';
import { beforeAll, expect, test } from 'vitest';
import { SimulatedClock } from '../../foundation/clock.ts';
import { readAccessCertificate } from '../../portals/wallet/request/access-certificate.ts';
import { newQuestion, signRequestObject } from '../../portals/wallet/request/request-object.ts';
import { createWalletPki } from './pki.ts';
import { type RegisteredOffice, registerOffice } from './registrar.ts';
import { checkRequest } from './request-check.ts';

const clock = new SimulatedClock(Date.UTC(2027, 1, 15));
const REQUEST_URI = 'https://relay.example/w/1/request';
let office: RegisteredOffice;
let clientId: string;
let requestObject: string;

beforeAll(async () => {
  office = await registerOffice({
    name: 'Stadt Musterstadt',
    purpose: 'Identifikation',
    privacyPolicyUrl: 'https://musterstadt.example/datenschutz',
    claims: { 'dc+sd-jwt': ['family_name'], mso_mdoc: ['family_name'] },
    issuedAt: clock.now(),
    validUntil: clock.now() + 86_400_000,
  });
  requestObject = await requestFor(['FamilyName']);
});

async function requestFor(required: Parameters<typeof newQuestion>[0]['request']['required']): Promise<string> {
  const access = readAccessCertificate(office.access);
  if (!access.ok) throw new Error(access.error);
  clientId = access.value.clientId;
  const asked = await newQuestion({
    clientId,
    responseUri: 'https://relay.example/w/1/response',
    request: { required, optional: [] },
    formats: ['dc+sd-jwt', 'mso_mdoc'],
    askedAt: clock.now(),
  });
  return signRequestObject(asked, access.value, office.registrationCertificate, clock.now() + 60_000);
}

/** The request with other claims, signed again by the office. */
const changed = (change: Record<string, unknown>) =>
  new CompactSign(new TextEncoder().encode(JSON.stringify({ ...decodeJwt(requestObject), ...change })))
    .setProtectedHeader(decodeProtectedHeader(requestObject) as { alg: string })
    .sign(office.access.key);

const check = (jws: string, requestUri = REQUEST_URI, roots = office, at = clock.now()) =>
  checkRequest(jws, { clientId, requestUri }, roots, at);

test('a request that asks for what is registered is shown', async () => {
  expect(await check(requestObject)).toMatchObject({
    ok: true,
    value: { registration: { name: 'Stadt Musterstadt' } },
  });
});

test('one that asks for more than is registered is refused', async () => {
  expect(await check(await requestFor(['FamilyName', 'DateOfBirth']))).toEqual({ ok: false, error: 'over-asking' });
});

test('one of another certificate than the QR code named is refused', async () => {
  expect(await check(await changed({ client_id: 'x509_hash:another' }))).toEqual({ ok: false, error: 'wrong-client' });
});

test('one whose answer would go to another host is refused', async () => {
  const error = 'foreign-response-uri';
  expect(await check(requestObject, 'https://elsewhere.example/w/1/request')).toEqual({ ok: false, error });
});

test('one below an unknown root is refused', async () => {
  const { rootPem } = await createWalletPki('Somebody');
  expect(await check(requestObject, REQUEST_URI, { ...office, accessRootPem: rootPem })).toEqual({
    ok: false,
    error: 'untrusted',
  });
});

test('one whose registration is of no registrar is refused', async () => {
  const { rootPem } = await createWalletPki('Somebody');
  expect(await check(requestObject, REQUEST_URI, { ...office, registrarRootPem: rootPem })).toEqual({
    ok: false,
    error: 'registration',
  });
});

test('one with a changed character is refused', async () => {
  const [header = '', payload = '', signature = ''] = requestObject.split('.');
  const other = payload.replace(/.{4}$/, 'AAAA');
  expect(await check(`${header}.${other}.${signature}`)).toEqual({ ok: false, error: 'signature' });
});

test('one that is over is refused', async () => {
  const later = clock.now() + 61_000;
  expect(await check(requestObject, REQUEST_URI, office, later)).toEqual({ ok: false, error: 'expired' });
});
