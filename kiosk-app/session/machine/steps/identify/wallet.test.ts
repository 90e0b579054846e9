import { expect, test } from 'vitest';
import { PHONE_RELAY } from '../../../../../config/schema/needs.ts';
import { err, ok } from '../../../../../foundation/result.ts';
import type { WalletFailure } from '../../../../../portals/wallet/contract.ts';
import { createFakeWallet, ERIKA_BY_WALLET } from '../../../test-support/fake-wallet.ts';
import { createHarness, type Harness } from '../../../test-support/harness.ts';
import { sampleStart } from '../../../test-support/sample-start.ts';
import { abandonments, begin } from '../../../test-support/walks.ts';

const SERVICE = 'bewohnerparkausweis';
const phase = (h: Harness) => h.screen('identify').phase;

/** At the choice of ways. */
async function atWays(change: Parameters<typeof sampleStart>[0] = {}) {
  const wallet = createFakeWallet();
  const h = createHarness({ wallet, start: change });
  await begin(h, SERVICE);
  return { h, wallet };
}

async function atCode() {
  const { h, wallet } = await atWays();
  await h.do('choose-way', { way: 'wallet' });
  await h.do('consent');
  return { h, wallet };
}

test('the first question is the way; the card is one of them', async () => {
  const { h } = await atWays();
  expect(phase(h)).toEqual({ kind: 'ways', card: null, wallet: 'there', mayType: false });
  await h.do('choose-way', { way: 'card' });
  expect(phase(h).kind).toBe('consent');
  await h.do('back');
  expect(phase(h).kind).toBe('ways');
  await h.do('back');
  expect(h.screen('service-info').service.id).toBe(SERVICE);
});

test('who asks for what stands on the screen before the code; what was not allowed is not asked', async () => {
  const { h, wallet } = await atWays();
  await h.do('choose-way', { way: 'wallet' });
  expect(phase(h)).toMatchObject({
    kind: 'wallet-consent',
    name: 'Stadt Musterstadt',
    purpose: 'Anträge am Bürger-Terminal',
    required: ['GivenNames', 'FamilyName', 'Address'],
    // No registration of this place covers the doctoral degree, and no wallet holds it.
    optional: [],
  });
  expect(await h.do('toggle-optional-right', { right: 'DoctoralDegree' })).toBe('not-possible-now');
  await h.do('consent');
  expect(wallet.asked).toEqual([{ required: ['GivenNames', 'FamilyName', 'Address'], optional: [] }]);
});

test('code, telephone, greeting, form: the fields say that the wallet vouches for them', async () => {
  const { h, wallet } = await atCode();
  expect(phase(h)).toMatchObject({ kind: 'wallet-code', text: expect.stringMatching(/^openid4vp:/) });
  wallet.fetch();
  await h.settle();
  expect(phase(h).kind).toBe('wallet-fetched');
  wallet.answer(ok(ERIKA_BY_WALLET));
  await h.settle();
  expect(phase(h)).toEqual({ kind: 'done', source: 'wallet', greeting: 'Guten Tag, ERIKA MÜLLER.' });
  await h.settle(2_500);
  const name = h.screen('form').fields.find(({ id }) => id === 'familyName');
  expect(name).toMatchObject({ value: 'MÜLLER', locked: true, origin: 'wallet' });
  expect(wallet.cancelled).toBe(0);
});

test('names in capitals are shown with small letters where the place wants it, and sent as they were told', async () => {
  const { site } = sampleStart();
  const { h, wallet } = await atWays({ site: { ...site, names: 'capitalised' } });
  await h.do('choose-way', { way: 'wallet' });
  await h.do('consent');
  wallet.answer(ok(ERIKA_BY_WALLET));
  await h.settle();
  expect(phase(h)).toMatchObject({ greeting: 'Guten Tag, Erika Müller.' });
  await h.settle(2_500);
  expect(h.screen('form').fields.find(({ id }) => id === 'familyName')?.value).toBe('Müller');
  await h.do('continue');
  await h.type({ plate: 'MS-AB 123', zone: 'B', validFrom: '06.01.2026' });
  await h.do('continue');
  await h.do('scan');
  await h.do('continue');
  expect(JSON.stringify(h.screen('review').blocks)).toContain('Müller');
  await h.do('confirm');
  const sealed = new TextDecoder().decode(h.sealed[0]?.data.bytes);
  expect(JSON.parse(sealed)).toMatchObject({
    antrag: { familyName: 'MÜLLER' },
    antragsteller: { familyName: 'MÜLLER', givenNames: 'ERIKA' },
  });
  expect(JSON.stringify(h.documents[0])).toMatch(/MÜLLER.*EUDI-Wallet/);
  expect(JSON.stringify(h.documents[0])).not.toContain('Müller');
});

test.each<[WalletFailure, string, boolean]>([
  ['relay-unreachable', 'relay-unreachable', true],
  ['timeout', 'not-fetched', true],
  ['declined', 'declined', true],
  ['no-pid', 'no-pid', true],
  ['wrong-wallet', 'wrong-wallet', true],
  ['not-registered', 'not-registered', false],
  ['expired', 'expired', false],
  ['not-yet-valid', 'expired', false],
  ['revoked', 'revoked', false],
  ['issuer-untrusted', 'issuer-unknown', false],
  ['too-little', 'too-little', true],
  ['status-unknown', 'not-checked', true],
  ['wrong-nonce', 'not-checked', true],
  ['second-answer', 'not-checked', true],
])('%s: told as %s, and another way stands open', async (failure, reason, canRetry) => {
  const { h, wallet } = await atCode();
  wallet.answer(err(failure));
  await h.settle();
  expect(phase(h)).toEqual({ kind: 'wallet-failed', reason, canRetry });
  expect(await h.do('retry')).toBe(canRetry ? null : 'not-possible-now');
  expect(phase(h).kind).toBe(canRetry ? 'wallet-code' : 'wallet-failed');
  await h.do('other-way');
  expect(phase(h).kind).toBe('ways');
});

test('a telephone that read the code and says nothing is told apart from no telephone at all', async () => {
  const { h, wallet } = await atCode();
  wallet.fetch();
  await h.settle();
  wallet.answer(err('timeout'));
  await h.settle();
  expect(phase(h)).toMatchObject({ reason: 'no-answer' });
});

test('the relay does not take the question: said before there is a code', async () => {
  const { h, wallet } = await atWays();
  wallet.refusal = 'relay-unreachable';
  await h.do('choose-way', { way: 'wallet' });
  await h.do('consent');
  expect(phase(h)).toMatchObject({ kind: 'wallet-failed', reason: 'relay-unreachable', canRetry: true });
});

test.each(['back', 'other-way', 'cancel'] as const)('a question that is left by "%s" is withdrawn', async (name) => {
  const { h, wallet } = await atCode();
  await h.do(name);
  if (name === 'cancel') await h.do('confirm-cancel', { sure: true });
  expect(wallet.cancelled).toBe(1);
});

test('more time is a new code, and the old one is withdrawn', async () => {
  const { h, wallet } = await atCode();
  const before = phase(h);
  await h.do('retry');
  expect(phase(h).kind).toBe('wallet-code');
  expect(phase(h)).not.toEqual(before);
  expect([wallet.asked.length, wallet.cancelled]).toEqual([2, 1]);
});

test('a telephone that is at it is not interrupted by a new code', async () => {
  const { h, wallet } = await atCode();
  wallet.fetch();
  await h.settle();
  expect(await h.do('retry')).toBe('not-possible-now');
});

test('less certain than the authority demands: said so, and nothing of it is used', async () => {
  const { h, wallet } = await atCode();
  wallet.answer(ok({ ...ERIKA_BY_WALLET, levelOfAssurance: 'low' }));
  await h.settle();
  expect(phase(h)).toEqual({ kind: 'wallet-failed', reason: 'level-too-low', canRetry: false });
  expect(JSON.stringify(h.snapshot())).not.toContain('MÜLLER');
});

test('a person of 15 years goes on: the age of 16 belongs to the card', async () => {
  const { h, wallet } = await atCode();
  const identity = { ...ERIKA_BY_WALLET.identity, dateOfBirth: '2012-00-00' };
  wallet.answer(ok({ ...ERIKA_BY_WALLET, identity }));
  await h.settle();
  expect(phase(h).kind).toBe('done');
});

test('a person who lives elsewhere is told so, as with a card', async () => {
  const { h, wallet } = await atCode();
  const address = { street: 'DOMSTRASSE 1', postalCode: '50667', city: 'KÖLN', country: 'D' };
  wallet.answer(ok({ ...ERIKA_BY_WALLET, identity: { ...ERIKA_BY_WALLET.identity, address } }));
  await h.settle(2_500);
  expect(h.screen('problem')).toMatchObject({ problem: 'lives-elsewhere' });
});

test('a wallet without an address: what the service cannot do without is said before anything is typed', async () => {
  const { h, wallet } = await atCode();
  const { address: _, ...identity } = ERIKA_BY_WALLET.identity;
  wallet.answer(ok({ ...ERIKA_BY_WALLET, identity }));
  await h.settle(2_500);
  expect(h.screen('problem')).toMatchObject({ problem: 'lives-elsewhere' });
});

const broken = { usable: false, reason: 'reader-gone' };

test('without a reader the service can be begun, and the card says why it is not possible', async () => {
  const { h } = await atWays({ devices: { ...sampleStart().devices, eid: broken } });
  expect(phase(h)).toMatchObject({ kind: 'ways', card: 'eid-device' });
  expect(await h.do('choose-way', { way: 'card' })).toBe('not-possible-now');
  await h.do('choose-way', { way: 'wallet' });
  expect(phase(h).kind).toBe('wallet-consent');
});

test('while telephones cannot be reached, the card is asked for without a choice', async () => {
  const { h } = await atWays({ portals: { ...sampleStart().portals, [PHONE_RELAY]: 'down' } });
  expect(phase(h).kind).toBe('consent');
  await h.do('back');
  expect(h.screen('service-info').service.id).toBe(SERVICE);
});

test('neither reader nor relay: the catalogue says so', async () => {
  const { devices, portals } = sampleStart();
  const start = { devices: { ...devices, eid: broken }, portals: { ...portals, [PHONE_RELAY]: 'down' as const } };
  const h = createHarness({ wallet: createFakeWallet(), start });
  await h.do('start');
  await h.do('continue');
  // What cannot be begun stands last, beyond the first page.
  await h.do('choose-letter', { letter: null });
  expect(h.screen('catalogue').services.find(({ id }) => id === SERVICE)?.unavailable).toBe('eid-device');
});

test('the relay goes away while the choice stands there: said, and the card still works', async () => {
  const { h } = await atWays();
  h.terminal.session.notify('portals', { ...sampleStart().portals, [PHONE_RELAY]: 'down' });
  await h.settle();
  expect(phase(h)).toMatchObject({ kind: 'ways', wallet: 'down', mayType: false });
  expect(await h.do('choose-way', { way: 'wallet' })).toBe('not-possible-now');
  await h.do('choose-way', { way: 'card' });
  expect(phase(h).kind).toBe('consent');
});

test.each([
  ['does not cover what the service needs', { mayAsk: ['GivenNames'] }],
  ['is over', { validUntil: 0 }],
] as const)('a registration that %s: no wallet is offered', async (_what, change) => {
  const wallet = createFakeWallet();
  Object.assign(wallet.registration, change);
  const h = createHarness({ wallet });
  await begin(h, SERVICE);
  expect(phase(h).kind).toBe('consent');
});

test('"neither" at the choice leads where it leads from the card, and back to the choice', async () => {
  const { h } = await atWays();
  await h.do('no-eid', { reason: 'no-card' });
  expect(h.screen('problem')).toMatchObject({ problem: 'no-eid', noEid: 'no-card' });
  await h.do('back');
  expect(phase(h).kind).toBe('ways');
});

test('who gives up is counted with the verifier’s own word', async () => {
  const { h, wallet } = await atCode();
  wallet.answer(err('wrong-nonce'));
  await h.settle();
  await h.do('cancel');
  await h.do('confirm-cancel', { sure: true });
  expect(abandonments(h)).toEqual([{ serviceId: SERVICE, step: 'wallet', reason: 'wallet-wrong-nonce' }]);
});

test('no clock runs while the code stands there: the person is at work with the telephone', async () => {
  const { h } = await atCode();
  await h.settle(200_000);
  expect(h.snapshot().overlay).toBeNull();
  expect(phase(h).kind).toBe('wallet-code');
});

test('what a wallet tells is in no log and in nothing the terminal hears', async () => {
  const { h, wallet } = await atCode();
  wallet.answer(ok(ERIKA_BY_WALLET));
  await h.settle(2_500);
  expect(JSON.stringify(h.terminal.heard) + h.logged.join('')).not.toMatch(/MÜLLER|sd-jwt|openid4vp/);
});
