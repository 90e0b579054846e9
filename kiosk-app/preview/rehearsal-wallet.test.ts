import { beforeEach, expect, test } from 'vitest';
import { SimulatedClock } from '../../foundation/clock.ts';
import type { WalletQuestion, WalletRequest } from '../../portals/wallet/contract.ts';
import { delays } from '../../portals/wallet/delays.ts';
import { DELAYS } from './delays.ts';
import { Hands } from './hands.ts';
import { rehearsalPerson } from './rehearsal-person.ts';
import { rehearsalWallet } from './rehearsal-wallet.ts';

const REQUEST: WalletRequest = { required: ['FamilyName', 'Address'], optional: [] };
const BY_HAND = { byThemselves: false, payment: 'paid', paper: 'there' } as const;
const person = rehearsalPerson('12345');

let clock: SimulatedClock;
let hands: Hands;
let heard: string[];
beforeEach(() => {
  clock = new SimulatedClock();
  hands = new Hands(clock, () => {});
  heard = [];
});

async function ask(): Promise<WalletQuestion> {
  const wallet = rehearsalWallet({ hands, name: 'Musterstadt', person, year: 2026, clock });
  const asked = await wallet.ask(REQUEST);
  if (!asked.ok) throw new TypeError(asked.error);
  asked.value.onFetched(() => heard.push('fetched'));
  void asked.value.answer.then((answer) => heard.push(answer.ok ? 'answered' : answer.error));
  return asked.value;
}

test('a telephone that comes by itself fetches a moment later, then tells what was asked and no more', async () => {
  const { answer } = await ask();
  await clock.advance(DELAYS.hand);
  expect(heard).toEqual(['fetched']);
  await clock.advance(DELAYS.hand);
  const { familyName, address } = person;
  expect(await answer).toMatchObject({
    ok: true,
    value: { identity: { familyName, address }, levelOfAssurance: 'high' },
  });
  expect(Object.keys(await answer.then((told) => (told.ok ? told.value.identity : {})))).toHaveLength(2);
  expect(clock.waiting).toBe(0);
});

test('a question that is withdrawn is never answered, and no hand waits for it', async () => {
  hands.choose(BY_HAND);
  const { cancel } = await ask();
  expect(hands.waitsFor).toBe('scan-code');
  cancel();
  await clock.advance(delays.question);
  expect({ heard, waitsFor: hands.waitsFor, timers: clock.waiting }).toEqual({ heard: [], waitsFor: null, timers: 0 });
});

test('a code that nobody reads in its time is over', async () => {
  hands.choose(BY_HAND);
  await ask();
  await clock.advance(delays.question);
  expect({ heard, waitsFor: hands.waitsFor }).toEqual({ heard: ['timeout'], waitsFor: null });
});
