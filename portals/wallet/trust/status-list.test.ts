import { beforeAll, beforeEach, expect, test } from 'vitest';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { err, ok, type Result } from '../../../foundation/result.ts';
import { type CertifiedKey, createWalletPki, type WalletPki } from '../../../simulators/wallet/pki.ts';
import { statusToken } from '../../../simulators/wallet/status-list.ts';
import { delays } from '../delays.ts';
import { LIMITS } from '../limits.ts';
import { createStatusChecker, type StatusChecker } from './status-list.ts';
import { readTrustList } from './trust-list.ts';

const URI = 'https://status.example/1';
let pki: WalletPki;
let signer: CertifiedKey;
let clock: SimulatedClock;
let token: () => Promise<string>;
let fetched: string[];
let checker: StatusChecker;

beforeAll(async () => {
  pki = await createWalletPki('Status');
  signer = await pki.issue('Status');
});

type Change = Partial<Parameters<typeof statusToken>[0]>;
const tokenWith = (change: Change = {}) =>
  statusToken({ uri: URI, list: Uint8Array.of(0b0000_0010, 0b1000_0000), signer, now: clock.now(), ...change });

beforeEach(() => {
  clock = new SimulatedClock(Date.UTC(2027, 1, 15));
  token = () => tokenWith();
  fetched = [];
  const trust = readTrustList([{ rootsPem: pki.rootPem, purposes: ['pid', 'status-list'] }]);
  if (!trust.ok) throw new Error(trust.error);
  const fetch = async (uri: string): Promise<Result<string, 'unreachable'>> => {
    fetched.push(uri);
    return ok(await token());
  };
  checker = createStatusChecker({ fetch, trust: trust.value, clock });
});

const statusOf = (idx: number, uri = URI) => checker.check({ status_list: { idx, uri } });

test('bits are counted from the least significant one', async () => {
  expect([await statusOf(0), await statusOf(1), await statusOf(14), await statusOf(15)]).toEqual([
    null,
    'revoked',
    null,
    'revoked',
  ]);
});

test('suspended is not valid', async () => {
  token = () => tokenWith({ bits: 2, list: Uint8Array.of(0b0000_1000) });
  expect([await statusOf(0), await statusOf(1)]).toEqual([null, 'revoked']);
});

test('a list is fetched again only when its time is over', async () => {
  token = () => tokenWith({ ttlSeconds: 60 });
  await statusOf(0);
  await clock.advance(59_000);
  await statusOf(1);
  expect(fetched.length).toBe(1);
  await clock.advance(1_000);
  await statusOf(0);
  expect(fetched.length).toBe(2);
});

test('a list that wants to be used for a year is used for hours', async () => {
  token = () => tokenWith({ ttlSeconds: 365 * 86_400, claims: { exp: undefined } });
  await statusOf(0);
  await clock.advance(delays.statusListMost);
  await statusOf(0);
  expect(fetched.length).toBe(2);
});

test('no more lists are kept than there is room for', async () => {
  for (let at = 0; at <= LIMITS.statusLists; at++) {
    const uri = `${URI}/${at}`;
    token = () => tokenWith({ uri });
    await statusOf(0, uri);
  }
  token = () => tokenWith({ uri: `${URI}/0` });
  await statusOf(0, `${URI}/0`);
  expect(fetched.length).toBe(LIMITS.statusLists + 2);
});

const UNKNOWN: readonly [string, () => Promise<string>][] = [
  ['a list of another address', () => tokenWith({ claims: { sub: 'https://status.example/2' } })],
  ['one that is over', () => tokenWith({ claims: { exp: clock.now() / 1000 - 1 } })],
  ['one of the future', () => tokenWith({ claims: { iat: clock.now() / 1000 + 3_600 } })],
  ['another JWT', () => tokenWith({ typ: 'JWT' })],
  ['what is no JWT', async () => 'nothing'],
  ['one of a stranger', async () => tokenWith({ signer: await (await createWalletPki('Stranger')).issue('Stranger') })],
  ['one without certificate', () => tokenWith({ signer: { ...signer, x5c: [] } })],
  ['one signed by another key', async () => tokenWith({ signer: { ...(await pki.issue('Other')), x5c: signer.x5c } })],
  ['one that is no compressed list', () => tokenWith({ claims: { status_list: { bits: 1, lst: 'AAAA' } } })],
  ['one with 3 bits', () => tokenWith({ bits: 3 })],
  ['one that grows beyond its limit', () => tokenWith({ list: new Uint8Array(LIMITS.statusListBytes + 1) })],
];

test.each(UNKNOWN)('nothing is known from %s', async (_, made) => {
  token = made;
  expect(await statusOf(0)).toBe('status-unknown');
});

test('nothing is known of an index outside of the list', async () => {
  expect(await statusOf(16)).toBe('status-unknown');
});

test('nothing is asked over a network that is read along', async () => {
  expect(await statusOf(0, 'http://status.example/1')).toBe('status-unknown');
  expect(fetched).toEqual([]);
});

test('a list that cannot be reached is asked for again the next time', async () => {
  const trust = readTrustList([{ rootsPem: pki.rootPem, purposes: ['pid', 'status-list'] }]);
  if (!trust.ok) throw new Error(trust.error);
  let asked = 0;
  const fetch = async () => (asked++ === 0 ? err('unreachable' as const) : ok(await tokenWith()));
  checker = createStatusChecker({ fetch, trust: trust.value, clock });
  expect([await statusOf(0), await statusOf(0)]).toEqual(['status-unknown', null]);
});
