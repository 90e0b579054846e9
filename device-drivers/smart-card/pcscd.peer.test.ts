import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../foundation/clock.ts';
import { silentLog } from '../../foundation/log.ts';
import { ok } from '../../foundation/result.ts';
import { PLAIN_ATR, plainCard, type VirtualCard } from '../../simulators/smart-card/card.ts';
import { type RealPcscd, realPcscd, whyNoPcscd } from '../../simulators/smart-card/test-support/real-pcscd.ts';
import { until } from '../../simulators/smart-card/test-support/wait.ts';
import { layOnVpcd } from '../../simulators/smart-card/vpcd.ts';
import type { CardEvent, SmartCardReader } from './contract.ts';
import { createSmartCardReader } from './index.ts';

/** Against Debian's pcscd with vsmartcard's virtual readers; the card is ours. */
const missing = whyNoPcscd();
if (missing) process.stderr.write(`skipped: smart card against the real pcscd, ${missing}\n`);

const SELECT_MF = Uint8Array.from([0x00, 0xa4, 0x00, 0x00]);

describe.skipIf(missing !== null && process.env.CI !== 'true')('with the real pcscd', () => {
  let pcscd: RealPcscd;
  let reader: SmartCardReader;
  let heard: string[];

  beforeEach(async () => {
    if (missing) throw new Error(missing);
    pcscd = await realPcscd();
    const delays = {
      reconnectAfter: 50,
      reconnectAtMost: 100,
      livenessEvery: 300,
      answerWithin: 1_500,
      cardWithin: 1_000,
    };
    reader = createSmartCardReader({ socket: pcscd.socket, clock: systemClock, log: silentLog, delays });
    heard = [];
    reader.onCard((event) => heard.push(nameOf(event)));
  });
  afterEach(async () => {
    await reader?.close();
    await pcscd?.remove();
  });

  const nameOf = (event: CardEvent) =>
    `${event.kind} ${(event.kind === 'mute' ? event.reader : event.card.reader).slice(-5)}`;

  async function ready(): Promise<void> {
    await pcscd.start();
    reader.open();
    await until('readers', () => reader.health().state === 'ready');
  }

  test('both slots of the virtual reader are found, and the health check names them', async () => {
    await ready();
    expect(reader.readers()).toEqual(['Virtual PCD 00 00', 'Virtual PCD 00 01']);
    const report = await reader.checkHealth();
    expect(report.steps.map(({ step, outcome }) => `${step} ${outcome}`)).toEqual([
      'service passed',
      'readers passed',
      'card skipped',
    ]);
  });

  test('a card is seen with its ATR when laid, and when taken away', async () => {
    await ready();
    const laid = await layOnVpcd(plainCard(), pcscd.ports[0]);
    await until('inserted', () => heard.length === 1);
    expect(reader.cards().map(({ atr }) => Buffer.from(atr))).toEqual([Buffer.from(PLAIN_ATR)]);
    laid.takeAway();
    await until('removed', () => heard.length === 2);
    expect(heard).toEqual(['inserted 00 00', 'removed 00 00']);
    expect(reader.cards()).toEqual([]);
  });

  test('cards on two readers are told apart', async () => {
    await ready();
    await layOnVpcd(plainCard(), pcscd.ports[1]);
    await until('second slot', () => heard.length === 1);
    await layOnVpcd(plainCard(), pcscd.ports[0]);
    await until('first slot', () => heard.length === 2);
    expect(heard).toEqual(['inserted 00 01', 'inserted 00 00']);
  });

  test('a card laid before the terminal starts is seen at its start', async () => {
    await pcscd.start();
    await layWhenListening(plainCard());
    reader.open();
    await until('inserted', () => heard.length === 1);
    expect(heard).toEqual(['inserted 00 00']);
  });

  test('a card that is long silent is still there: asking for liveness changes nothing', async () => {
    await ready();
    await layOnVpcd(plainCard(), pcscd.ports[0]);
    await until('inserted', () => heard.length === 1);
    // A daemon that was still starting may have refused the first dial.
    const { connectionFaults } = reader.statistics();
    await new Promise((done) => setTimeout(done, 1_200));
    expect(heard).toEqual(['inserted 00 00']);
    expect(reader.statistics()).toMatchObject({ connections: 1, connectionFaults });
  });

  test('a daemon that crashes takes its cards with it; started again it is found, and so is the card', async () => {
    await ready();
    await layOnVpcd(plainCard(), pcscd.ports[0]);
    await until('inserted', () => heard.length === 1);
    await pcscd.kill();
    await until('offline', () => reader.health().state === 'offline');
    expect(heard).toEqual(['inserted 00 00', 'removed 00 00']);
    await until('no service', () => reader.health().reason === 'no-service');
    await pcscd.start();
    await until('ready again', () => reader.health().state === 'ready');
    await layOnVpcd(plainCard(), pcscd.ports[0]);
    await until('inserted again', () => heard.length === 3);
  });

  test('a daemon that hangs is noticed although it had nothing to say', async () => {
    await ready();
    pcscd.freeze();
    await until('offline', () => reader.health().state === 'offline');
    expect(reader.health().reason).toBe('no-answer');
  });

  test('a conversation reaches the card, and watching goes on', async () => {
    await ready();
    const commands: string[] = [];
    const card: VirtualCard = {
      ...plainCard(),
      respond(command) {
        commands.push(Buffer.from(command).toString('hex'));
        return Uint8Array.from([0x12, 0x34, 0x90, 0x00]);
      },
    };
    const laid = await layOnVpcd(card, pcscd.ports[0]);
    await until('inserted', () => heard.length === 1);
    const [present] = reader.cards();
    if (!present) throw new Error('no card');
    const said = await reader.converse(present, (transmit) => transmit(SELECT_MF));
    expect(said.ok && Buffer.from(said.value).toString('hex')).toBe('12349000');
    expect(commands).toContain('00a40000');
    laid.takeAway();
    await until('removed', () => heard.length === 2);
  });

  test('a card taken away in the middle of a conversation', async () => {
    await ready();
    const card: VirtualCard = {
      ...plainCard(),
      respond() {
        laid.takeAway();
        return null;
      },
    };
    const laid = await layOnVpcd(card, pcscd.ports[0]);
    await until('inserted', () => heard.length === 1);
    const [present] = reader.cards();
    if (!present) throw new Error('no card');
    const said = await reader.converse(present, (transmit) => transmit(SELECT_MF));
    expect(said.ok ? 'ok' : said.error).toMatch(/^card-(removed|failed|mute|reset)$/);
    await until('removed', () => heard.length >= 2);
  });

  test('two conversations at once: the second is told that the card is in use', async () => {
    await ready();
    await layOnVpcd(plainCard(), pcscd.ports[0]);
    await until('inserted', () => heard.length === 1);
    const [present] = reader.cards();
    if (!present) throw new Error('no card');
    const second = await reader.converse(present, async (transmit) => {
      await transmit(SELECT_MF);
      const inner = await reader.converse(present, (other) => other(SELECT_MF));
      return ok(inner.ok ? 'ok' : inner.error);
    });
    expect(second).toEqual(ok('in-use-elsewhere'));
  });

  async function layWhenListening(card: VirtualCard): Promise<void> {
    for (let i = 0; i < 100; i++) {
      const laid = await layOnVpcd(card, pcscd.ports[0]).catch(() => null);
      if (laid) return;
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error('no virtual reader listens');
  }
});
