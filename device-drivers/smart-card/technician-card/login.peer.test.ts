import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import { plainCard } from '../../../simulators/smart-card/card.ts';
import { createTechnicianCard } from '../../../simulators/smart-card/technician-card.ts';
import { type RealPcscd, realPcscd, whyNoPcscd } from '../../../simulators/smart-card/test-support/real-pcscd.ts';
import { until } from '../../../simulators/smart-card/test-support/wait.ts';
import { layOnVpcd } from '../../../simulators/smart-card/vpcd.ts';
import type { SmartCardReader } from '../contract.ts';
import { createSmartCardReader, TechnicianLogin } from '../index.ts';

const missing = whyNoPcscd();
if (missing) process.stderr.write(`skipped: technician's card through the real pcscd, ${missing}\n`);

describe.skipIf(missing !== null && process.env.CI !== 'true')('through the real pcscd', () => {
  const known = createTechnicianCard();
  /** Shows a key that the site knows, and does not have it. */
  const forged = createTechnicianCard({ signsWithOtherKey: true });
  let pcscd: RealPcscd;
  let reader: SmartCardReader;
  let login: TechnicianLogin;
  let heard: string[];

  beforeEach(async () => {
    if (missing) throw new Error(missing);
    pcscd = await realPcscd();
    await pcscd.start();
    const delays = { reconnectAfter: 50, reconnectAtMost: 100 };
    reader = createSmartCardReader({ socket: pcscd.socket, clock: systemClock, log: silentLog, delays });
    heard = [];
    login = new TechnicianLogin({
      reader,
      technicians: [known, forged].map(({ publicKey }, i) => ({ id: `tech-${i + 1}`, publicKey })),
      terminalId: 'MS-RH-01',
      mayAsk: () => true,
      onEvent: (event) => heard.push(event.kind === 'refused' ? event.reason : event.kind),
      clock: systemClock,
      log: silentLog,
    });
    login.start();
    reader.open();
    await until('readers', () => reader.health().state === 'ready');
  });
  afterEach(async () => {
    login?.stop();
    await reader?.close();
    await pcscd?.remove();
  });

  test('a known card logs in; taken away it logs out; laid again it logs in again', async () => {
    const laid = await layOnVpcd(known, pcscd.ports[0]);
    await until('login', () => login.technicianId === 'tech-1');
    laid.takeAway();
    await until('logout', () => login.technicianId === null);
    await layOnVpcd(known, pcscd.ports[1]);
    await until('login on the other reader', () => login.technicianId === 'tech-1');
    expect(heard).toEqual(['login', 'logout', 'login']);
  });

  test('an unknown card, a forged one and one of another kind are told apart', async () => {
    const cards = [createTechnicianCard(), forged, plainCard()];
    for (const [i, card] of cards.entries()) {
      const laid = await layOnVpcd(card, pcscd.ports[0]);
      await until('an answer', () => heard.length === i + 1);
      laid.takeAway();
      await until('removed', () => reader.cards().length === 0);
    }
    expect(heard).toEqual(['unknown-key', 'bad-signature', 'not-a-technician-card']);
  });

  test('a crash of the daemon logs out', async () => {
    await layOnVpcd(known, pcscd.ports[0]);
    await until('login', () => login.technicianId === 'tech-1');
    await pcscd.kill();
    await until('logout', () => login.technicianId === null);
  });
});
