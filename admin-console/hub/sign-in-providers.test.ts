import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readSignInProviders } from './sign-in-providers.ts';

const directory = mkdtempSync(join(tmpdir(), 'sign-in-'));
afterAll(() => rmSync(directory, { recursive: true }));

const STADT = { id: 'stadt', name: 'Stadtkonto', issuer: 'https://login.stadt.example', clientId: 'leitstand' };
const SECRET = { clientSecretEnv: 'BT_OIDC_STADT' };
function read(providers: unknown, environment: NodeJS.ProcessEnv = {}) {
  const file = join(directory, 'sign-in.json');
  writeFileSync(file, JSON.stringify({ providers }));
  return () => readSignInProviders(file, environment);
}
const mapping = (tenant: string) => ({
  claim: 'groups',
  groups: [{ group: 'technik', tenant, roles: ['technician'] }],
});

test('without a file there is none', () => {
  expect(readSignInProviders(undefined, {})).toEqual([]);
});

test('a provider is read with its secret from the environment', () => {
  const given = { ...STADT, ...SECRET, tenant: 'default', createAccounts: mapping('default') };
  expect(read([given], { BT_OIDC_STADT: 'geheim' })()).toEqual([
    {
      ...{ ...STADT, clientSecret: 'geheim', scope: 'openid profile email', tenantId: 'default' },
      createAccounts: { claim: 'groups', groups: [{ group: 'technik', tenantId: 'default', roles: ['technician'] }] },
    },
  ]);
});

test('a secret that is not there is missed by its name', () => {
  expect(read([{ ...STADT, ...SECRET }])).toThrow('missing-secret: BT_OIDC_STADT');
});

test.each([
  ['over an open network', { issuer: 'http://login.stadt.example' }],
  ['that gives roles elsewhere than in its tenant', { tenant: 'default', createAccounts: mapping('other') }],
  ['that gives roles in every tenant, but is of one', { tenant: 'default', createAccounts: mapping('*') }],
  ['of every tenant by name', { tenant: '*' }],
  [
    'with a role that is none',
    { createAccounts: { claim: 'g', groups: [{ group: 'g', tenant: 'default', roles: ['god'] }] } },
  ],
  ['without openid', { scope: 'profile' }],
  ['with its secret in the file', { clientSecret: 'geheim' }],
])('a provider %s is refused, and the refusal does not tell what it read', (_, change) => {
  const wrong = read([{ ...STADT, ...change }]);
  expect(wrong).toThrow('bad-sign-in-file');
  expect(wrong).not.toThrow('geheim');
});

test('two of one name are refused, and so is a file that is none', () => {
  expect(read([STADT, STADT])).toThrow('bad-sign-in-file');
  expect(() => readSignInProviders(join(directory, 'nothing'), {})).toThrow('bad-sign-in-file');
});
