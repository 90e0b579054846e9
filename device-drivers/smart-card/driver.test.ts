import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SimulatedClock } from '../../foundation/clock.ts';
import { silentLog } from '../../foundation/log.ts';
import { plainCard } from '../../simulators/smart-card/card.ts';
import { type DaemonFaults, type SimulatedDaemon, simulateDaemon } from '../../simulators/smart-card/pcscd.ts';
import { until } from '../../simulators/smart-card/test-support/wait.ts';
import type { SmartCardReader } from './contract.ts';
import { DELAYS } from './delays.ts';
import { createSmartCardReader } from './index.ts';
import { COMMAND } from './pcsc/messages.ts';

let directory: string;
let clock: SimulatedClock;
let reader: SmartCardReader;
let daemon: SimulatedDaemon | null;
let heard: string[];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'bt-sc-'));
  clock = new SimulatedClock();
  daemon = null;
  heard = [];
});
afterEach(async () => {
  await reader.close();
  await daemon?.stop();
  rmSync(directory, { recursive: true, force: true });
});

const socket = () => join(directory, 'pcscd.comm');

async function opened(faults: DaemonFaults | null = {}, only: string | null = null): Promise<void> {
  if (faults) daemon = await simulateDaemon(socket(), faults);
  reader = createSmartCardReader({ socket: socket(), reader: only, clock, log: silentLog });
  reader.onCard((event) => heard.push(event.kind));
  reader.open();
}

const becomes = (state: string, reason: string | null) =>
  until(`${state} ${reason}`, () => reader.health().state === state && reader.health().reason === reason, 2_000);

/** Lays a plain card and talks one command with it. */
async function talk() {
  await becomes('ready', null);
  daemon?.lay(plainCard());
  await until('card', () => reader.cards().length === 1);
  const [card] = reader.cards();
  if (!card) throw new Error('no card');
  return reader.converse(card, (transmit) => transmit(Uint8Array.from([0, 0xa4, 4, 0])));
}

test('no daemon: offline, tried again with growing pauses, found when it is started', async () => {
  await opened(null);
  await becomes('offline', 'no-service');
  daemon = await simulateDaemon(socket());
  await clock.advance(DELAYS.reconnectAfter);
  await becomes('ready', null);
  expect(reader.statistics()).toMatchObject({ connections: 1, connectionFaults: 1 });
});

test('a daemon that hangs up at once has refused us', async () => {
  await opened({ refuses: true });
  await becomes('offline', 'access-denied');
});

test.each([
  ['another major version', [5, 0, 0]],
  ['a version it will not serve', [4, 9, 0x8010001e]],
] as const)('a daemon that speaks %s', async (_, version) => {
  await opened({ version });
  await becomes('offline', 'wrong-protocol');
});

test('a newer daemon that still serves our version is used', async () => {
  await opened({ version: [4, 6, 0] });
  await becomes('ready', null);
});

test('a daemon that does not answer the version', async () => {
  await opened({ silentOn: [COMMAND.version] });
  await until('asked', () => daemon?.asked.includes(COMMAND.version) ?? false);
  await clock.advance(DELAYS.answerWithin);
  await becomes('offline', 'no-answer');
});

test('a daemon that sends more than anyone asked for', async () => {
  await opened({ babbles: 20_000 });
  await becomes('offline', 'protocol-violation');
});

test('no reader attached, one plugged in, pulled out again with a card on it', async () => {
  await opened({}, 'Special');
  await becomes('offline', 'no-reader');
  daemon?.attach('Special Reader 00 00');
  await becomes('ready', null);
  expect(reader.health().model).toBe('Special Reader 00 00');
  daemon?.lay(plainCard(), 'Special Reader 00 00');
  await until('inserted', () => heard.length === 1);
  daemon?.detach('Special Reader 00 00');
  await becomes('offline', 'no-reader');
  expect(heard).toEqual(['inserted', 'removed']);
});

test('cards on readers that are not ours are not seen', async () => {
  await opened({}, 'Special');
  daemon?.lay(plainCard(), 'Reader 00 00');
  daemon?.attach('Special 00 00');
  await becomes('ready', null);
  expect([heard, reader.cards()]).toEqual([[], []]);
});

test('a card that does not answer a reset is told, is no card, and fails the health check', async () => {
  await opened();
  await becomes('ready', null);
  daemon?.lay({ ...plainCard(), atr: new Uint8Array() });
  await until('mute', () => heard.length === 1);
  expect([heard, reader.cards()]).toEqual([['mute'], []]);
  const { passed, steps } = await reader.checkHealth();
  expect([passed, steps.at(-1)]).toEqual([
    false,
    { step: 'card', outcome: 'failed', detail: 'a card does not answer' },
  ]);
});

test('watching opens no card', async () => {
  await opened();
  await becomes('ready', null);
  daemon?.lay(plainCard());
  await until('inserted', () => heard.length === 1);
  daemon?.takeAway();
  await until('removed', () => heard.length === 2);
  expect(new Set(daemon?.asked)).toEqual(new Set([COMMAND.version, COMMAND.waitForChange]));
});

test('a silent daemon is asked whether it is there; an answer changes nothing', async () => {
  await opened();
  await becomes('ready', null);
  await clock.advance(DELAYS.livenessEvery);
  await until('asked', () => daemon?.asked.filter((command) => command === COMMAND.waitForChange).length === 2);
  expect(reader.statistics()).toMatchObject({ connections: 1, connectionFaults: 0 });
});

test('a daemon that is not there any more though its socket is', async () => {
  await opened({ silentOn: [COMMAND.stopWaiting] });
  await becomes('ready', null);
  await clock.advance(DELAYS.livenessEvery);
  await until('asked', () => daemon?.asked.includes(COMMAND.stopWaiting) ?? false);
  await clock.advance(DELAYS.answerWithin);
  await becomes('offline', 'no-answer');
});

test.each([
  ['the reader is gone', COMMAND.connect, 0x80100009, 'reader-gone'],
  ['another program has it for itself', COMMAND.connect, 0x8010000b, 'in-use-elsewhere'],
  ['the card is gone', COMMAND.connect, 0x8010000c, 'card-removed'],
  ['the card is mute', COMMAND.connect, 0x80100066, 'card-mute'],
  ['polkit keeps the card from us', COMMAND.connect, 0x8010006a, 'access-denied'],
  ['another program reset it', COMMAND.beginTransaction, 0x80100068, 'card-reset'],
  ['removed in between', COMMAND.transmit, 0x80100069, 'card-removed'],
  ['something nobody knows', COMMAND.transmit, 0x80100099, 'card-failed'],
] as const)('conversation: %s', async (_, command, value, fault) => {
  await opened({ returns: { [command]: value } });
  expect(await talk()).toEqual({ ok: false, error: fault });
});

test('conversation: an answer longer than any card’s is not waited for', async () => {
  await opened({ claimsLength: 4_000_000 });
  expect(await talk()).toEqual({ ok: false, error: 'protocol-violation' });
});

test('conversation: a daemon that does not let us in lets another program go first', async () => {
  await opened({ silentOn: [COMMAND.connect] });
  const said = talk();
  await until('asked', () => daemon?.asked.includes(COMMAND.connect) ?? false);
  await clock.advance(DELAYS.cardWithin);
  expect(await said).toEqual({ ok: false, error: 'in-use-elsewhere' });
});

test('conversation: however it ends, its connection is closed and no timer waits but the watch’s', async () => {
  await opened();
  expect((await talk()).ok).toBe(true);
  await until('closed', () => daemon?.clients() === 1);
  expect(clock.waiting).toBe(1);
  expect(daemon?.asked.slice(-2)).toEqual([COMMAND.endTransaction, COMMAND.disconnect]);
});

test('conversation: an abort ends it at once', async () => {
  await opened({ silentOn: [COMMAND.transmit] });
  await becomes('ready', null);
  daemon?.lay(plainCard());
  await until('card', () => reader.cards().length === 1);
  const [card] = reader.cards();
  if (!card) throw new Error('no card');
  const abort = new AbortController();
  const said = reader.converse(card, (transmit) => transmit(Uint8Array.from([0, 0xa4, 4, 0])), abort.signal);
  await until('asked', () => daemon?.asked.includes(COMMAND.transmit) ?? false);
  abort.abort();
  expect(await said).toEqual({ ok: false, error: 'disconnected' });
  await until('closed', () => daemon?.clients() === 1);
});

test('closed while the daemon has not answered yet: it is not waited for', async () => {
  await opened({ silentOn: [COMMAND.version] });
  await until('asked', () => daemon?.clients() === 1);
  await reader.close();
  await until('no connection, no timer', () => daemon?.clients() === 0 && clock.waiting === 0);
});

test('closed: cards are gone, nothing waits', async () => {
  await opened();
  await becomes('ready', null);
  daemon?.lay(plainCard());
  await until('inserted', () => heard.length === 1);
  await reader.close();
  expect([heard, reader.health().state]).toEqual([['inserted', 'removed'], 'closed']);
  await until('no timer', () => clock.waiting === 0);
});

test('the health check of a place without a daemon says which step failed', async () => {
  await opened(null);
  const { passed, steps } = await reader.checkHealth();
  expect([passed, steps[0]]).toEqual([false, { step: 'service', outcome: 'failed', detail: 'no-service' }]);
});
