import { afterEach, expect, test } from 'vitest';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { createLog } from '../../../foundation/log.ts';
import { plainCard, type VirtualCard } from '../../../simulators/smart-card/card.ts';
import { createTechnicianCard, type TechnicianCard } from '../../../simulators/smart-card/technician-card.ts';
import { createCardTable } from '../../../simulators/smart-card/test-support/card-table.ts';
import { DELAYS } from '../delays.ts';
import { MAX_FAILURES } from './attempt-limit.ts';
import { TechnicianLogin } from './login.ts';

const running: TechnicianLogin[] = [];
afterEach(() => {
  for (const login of running.splice(0)) login.stop();
});

function place(known: readonly TechnicianCard[], terminalId = 'MS-RH-01') {
  const clock = new SimulatedClock();
  const table = createCardTable();
  const heard: string[] = [];
  const lines: string[] = [];
  let isFree = true;
  const login = new TechnicianLogin({
    reader: table.reader,
    technicians: known.map(({ publicKey }, i) => ({ id: `tech-${i + 1}`, publicKey })),
    terminalId,
    mayAsk: () => isFree,
    onEvent: (event) => heard.push(event.kind === 'refused' ? event.reason : `${event.kind} ${event.technicianId}`),
    clock,
    log: createLog((line) => lines.push(line), clock),
  });
  running.push(login);
  login.start();
  const lay = async (card: VirtualCard) => {
    table.lay(card);
    await settled(clock);
  };
  return {
    table,
    clock,
    heard,
    lines,
    login,
    lay,
    async again(card: VirtualCard) {
      table.takeAway();
      await lay(card);
    },
    async serve(isServing: boolean) {
      isFree = !isServing;
      login.poke();
      await settled(clock);
    },
  };
}

/** A talk of three commands takes a few turns of the event loop. */
async function settled(clock: SimulatedClock): Promise<void> {
  for (let i = 0; i < 8; i++) await clock.advance(0);
}

test('a known card logs in, and out when it is taken away', async () => {
  const card = createTechnicianCard();
  const p = place([createTechnicianCard(), card]);
  await p.lay(card);
  expect(p.login.technicianId).toBe('tech-2');
  p.table.takeAway();
  expect(p.login.technicianId).toBeNull();
  expect(p.heard).toEqual(['login tech-2', 'logout tech-2']);
});

test('a card of another kind', async () => {
  const p = place([createTechnicianCard()]);
  await p.lay(plainCard());
  expect(p.heard).toEqual(['not-a-technician-card']);
});

test('a card with a key that the site does not know is not even asked to sign', async () => {
  const stranger = createTechnicianCard();
  const p = place([createTechnicianCard()]);
  await p.lay(stranger);
  expect(p.heard).toEqual(['unknown-key']);
  expect(stranger.signatures()).toBe(0);
});

test('a card that shows a known public key without having its private key', async () => {
  const thief = createTechnicianCard({ signsWithOtherKey: true });
  const p = place([thief]);
  await p.lay(thief);
  expect(p.heard).toEqual(['bad-signature']);
});

test('a signature made for another terminal', async () => {
  const relayed = createTechnicianCard({
    changesMessage: (message) =>
      Buffer.from(Buffer.from(message).toString('latin1').replace('RH-01', 'RH-02'), 'latin1'),
  });
  const p = place([relayed]);
  await p.lay(relayed);
  expect(p.heard).toEqual(['bad-signature']);
});

test('an answer recorded before', async () => {
  const recorder = createTechnicianCard({ repeatsItself: true });
  const p = place([recorder]);
  await p.lay(recorder);
  await p.again(recorder);
  expect(p.heard).toEqual(['login tech-1', 'logout tech-1', 'replayed']);
});

test('a card that keeps its public key to itself', async () => {
  const card = createTechnicianCard({ keepsKeyToItself: true });
  const p = place([card]);
  await p.lay(card);
  expect(p.heard).toEqual(['malformed-answer']);
});

test('a card that dies while it signs', async () => {
  const card = createTechnicianCard({ diesWhenSigning: true });
  const p = place([card]);
  await p.lay(card);
  expect(p.heard).toEqual(['card-failed']);
});

test('a card taken away while it signs does not log in', async () => {
  const card = createTechnicianCard({ onSign: () => p.table.takeAway() });
  const p = place([card]);
  await p.lay(card);
  expect(p.heard).toEqual(['card-removed']);
  expect(p.login.technicianId).toBeNull();
});

test('a card swapped for another kind while it signs does not log in', async () => {
  const card = createTechnicianCard({
    onSign: () => {
      p.table.takeAway();
      p.table.lay(plainCard());
    },
  });
  const p = place([card]);
  await p.lay(card);
  expect(p.heard).toEqual(['card-removed', 'not-a-technician-card']);
});

test('after too many failures even a known card is locked out, until the first ones are old enough', async () => {
  const known = createTechnicianCard();
  const stranger = createTechnicianCard();
  const p = place([known]);
  for (let i = 0; i < MAX_FAILURES; i++) await p.again(stranger);
  await p.again(known);
  expect(p.heard.at(-1)).toBe('locked');
  expect(known.signatures()).toBe(0);
  await p.clock.advance(DELAYS.attemptsWindow);
  await p.again(known);
  expect(p.heard.at(-1)).toBe('login tech-1');
});

test('citizens’ cards do not lock technicians out', async () => {
  const known = createTechnicianCard();
  const p = place([known]);
  for (let i = 0; i < MAX_FAILURES * 2; i++) await p.again(plainCard());
  await p.again(known);
  expect(p.heard.at(-1)).toBe('login tech-1');
});

test('while a citizen is served no card is asked; afterwards the one that still lies there is', async () => {
  const card = createTechnicianCard();
  const p = place([card]);
  await p.serve(true);
  await p.lay(card);
  expect([p.heard, card.signatures()]).toEqual([[], 0]);
  await p.serve(false);
  expect(p.heard).toEqual(['login tech-1']);
});

test('a citizen who starts while a card is asked gets the reader at once; the card is asked again afterwards', async () => {
  let isFirst = true;
  const serving: Promise<void>[] = [];
  const card = createTechnicianCard({
    onSign() {
      if (isFirst) serving.push(p.serve(true));
      isFirst = false;
    },
  });
  const p = place([card]);
  await p.lay(card);
  await Promise.all(serving);
  expect(p.heard).toEqual([]);
  await p.serve(false);
  expect(p.heard).toEqual(['login tech-1']);
});

test('a card laid while a citizen was served and taken away again is forgotten', async () => {
  const card = createTechnicianCard();
  const p = place([card]);
  await p.serve(true);
  await p.lay(card);
  p.table.takeAway();
  await p.serve(false);
  expect([p.heard, card.signatures()]).toEqual([[], 0]);
});

test('a card that another program has at the moment is asked again', async () => {
  const card = createTechnicianCard();
  const p = place([card]);
  p.table.busyFor(2);
  await p.lay(card);
  expect(p.heard).toEqual([]);
  await p.clock.advance(2 * DELAYS.cardBusyRetry);
  await settled(p.clock);
  expect(p.heard).toEqual(['login tech-1']);
});

test('a card that another program keeps is given up', async () => {
  const card = createTechnicianCard();
  const p = place([card]);
  p.table.busyFor(Number.POSITIVE_INFINITY);
  await p.lay(card);
  await p.clock.advance(60_000);
  expect(p.heard).toEqual(['in-use-elsewhere']);
  expect(p.clock.waiting).toBe(0);
});

test('a key that is no point of P-256 is refused at the start, with the technician’s id', () => {
  const { reader } = createCardTable();
  const broken = [{ id: 'tech-9', publicKey: Buffer.alloc(91).toString('base64') }];
  const start = () =>
    new TechnicianLogin({
      reader,
      technicians: broken,
      terminalId: 'X-1',
      mayAsk: () => true,
      onEvent() {},
      clock: new SimulatedClock(),
      log: createLog(() => {}, new SimulatedClock()),
    });
  expect(start).toThrow('bad-technician-key: tech-9');
});

test('the log names the technician by id and the reason of a refusal, and nothing of the card', async () => {
  const known = createTechnicianCard();
  const p = place([known]);
  await p.lay(known);
  await p.again(createTechnicianCard());
  expect(p.lines.map((line) => JSON.parse(line)).map(({ at: _, ...line }) => line)).toEqual([
    { level: 'info', event: 'technician.login', technician: 'tech-1' },
    { level: 'info', event: 'technician.logout', technician: 'tech-1' },
    { level: 'warn', event: 'technician.refused', reason: 'unknown-key' },
  ]);
});
