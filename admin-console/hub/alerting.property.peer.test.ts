import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { SimulatedClock } from '../../foundation/clock.ts';
import { silentLog } from '../../foundation/log.ts';
import { DEFAULT_RULES } from '../contract/alerting/rules.ts';
import type { StandingConditions } from '../domain/alerting/alerting-store.ts';
import { evaluate } from '../domain/alerting/evaluate.ts';
import { wellTerminal } from '../domain/alerting/test-support/observed-terminal.ts';
import { sendDue } from '../notify/sender.ts';
import { createAlertingStore } from '../store/alerting/alerting-store.ts';
import { createChannel } from '../store/alerting/channels.ts';
import { createNoticeStore } from '../store/alerting/notice-store.ts';
import { writeSetting } from '../store/alerting/settings.ts';
import type { HubDatabase } from '../store/database.ts';
import { openSecretBox } from '../store/secrets/secret-box.ts';
import { onEachDatabase } from '../store/test-support/on-each-database.ts';
import { mortal, untilKilled } from './test-support/killing.ts';

const MINUTE = 60_000;
/** Of `offline`, in minutes. */
const GRACE = 5;
const RECOVERY = 5;
/** Minutes after which somebody else is told, if it still stands. */
const ESCALATION = 20;
const TERMINALS = ['T-01', 'T-02'] as const;
const RUNS = { sqlite: 40, postgres: 25 } as const;

const directory = mkdtempSync(join(tmpdir(), 'hub-alerting-'));
afterAll(() => rmSync(directory, { recursive: true }));
const secrets = openSecretBox(join(directory, 'key'));

/** For so many minutes it is so at one terminal; meanwhile one process dies after so many queries. */
const Stretch = fc.record({
  terminal: fc.constantFrom(...TERMINALS),
  isDown: fc.boolean(),
  minutes: fc.integer({ min: 1, max: 14 }),
  killAfter: fc.option(fc.integer({ min: 0, max: 60 }), { nil: Number.POSITIVE_INFINITY }),
  bothAtOnce: fc.boolean(),
});
type Stretch = ReturnType<typeof Stretch.generate>['value'];

/** What must be told of one terminal, minute by minute, written down another way than the program does it. */
class Expected {
  readonly told: string[] = [];
  #downFor = -1;
  #upFor = -1;
  #isOpen = false;
  #openFor = 0;

  minute(isDown: boolean): void {
    this.#downFor = isDown ? this.#downFor + 1 : -1;
    this.#upFor = isDown ? -1 : this.#upFor + 1;
    if (!this.#isOpen && this.#downFor >= GRACE) this.#turn(true, 'opened');
    else if (this.#isOpen && this.#upFor >= RECOVERY) this.#turn(false, 'recovered');
    else if (this.#isOpen && ++this.#openFor >= ESCALATION && isDown && this.told.at(-1) === 'opened') {
      this.told.push('escalated');
    }
  }

  #turn(isOpen: boolean, word: string): void {
    this.#isOpen = isOpen;
    this.#openFor = 0;
    this.told.push(word);
  }
}

/** @returns what reached the other side and what had to, by terminal */
async function play(db: HubDatabase, stretches: readonly Stretch[]) {
  const clock = new SimulatedClock(Date.UTC(2026, 0, 5, 9));
  for (const table of ['alertNotice', 'alertEpisode', 'alertWatched', 'alertChannel', 'alertSetting'] as const) {
    await db.deleteFrom(table).execute();
  }
  const steps = [0, ESCALATION].map((afterMinutes) => ({
    ...{ afterMinutes, minSeverity: 'soon' as const, causes: null, to: [{ kind: 'all' as const }] },
  }));
  const of = { tenantId: 'default', kind: 'rules' as const, version: 0, actor: 'test', reason: '' };
  await writeSetting(db, clock, { ...of, body: { ...DEFAULT_RULES, steps } });
  await createChannel(db, clock, secrets, {
    ...{ tenantId: 'default', actor: 'test', kind: 'email', name: 'x', language: 'de', to: ['a@example.org'] },
    isOff: false,
  });
  const downSince = new Map<string, number>();
  const conditions: StandingConditions = {
    observe: async (ids) =>
      ids.map((id) => {
        const offlineSince = downSince.get(id) ?? null;
        return wellTerminal(id, { isOnline: offlineSince === null, offlineSince });
      }),
    changedSince: async () => [],
    terminalsAfter: async () => [],
  };
  /** The other side: what has the same id is the same message. */
  const received = new Map<string, readonly string[]>();
  const processes = ['a', 'b'].map((processId) => {
    const { db: own, liveFor } = mortal(db);
    const store = createAlertingStore(own, clock);
    const notices = createNoticeStore(own, clock, secrets);
    const send = async (notice: Parameters<Parameters<typeof sendDue>[0]['channels']['email']>[0]) => {
      received.set(
        notice.id,
        notice.items.map(({ terminalId }) => `${terminalId} ${notice.kind}`),
      );
    };
    const sending = { processId, notices, channels: { email: send, webhook: send }, clock, log: silentLog };
    return {
      liveFor,
      send: () => sendDue(sending),
      work: async (ids: readonly string[]) => {
        await evaluate([...new Set([...ids, ...(await store.dueTerminals(10))])], 0, { conditions, store, clock });
        await sendDue(sending);
      },
    };
  });
  const expected = new Map(TERMINALS.map((id) => [id, new Expected()]));
  const minute = async (changed: readonly string[], killAfter: number, bothAtOnce: boolean) => {
    for (const [id, one] of expected) one.minute(downSince.has(id));
    const [dying, living] = processes as [(typeof processes)[0], (typeof processes)[0]];
    dying.liveFor(killAfter);
    const first = untilKilled(() => dying.work(changed));
    if (!bothAtOnce) await first;
    await Promise.all([first, living.work(changed)]);
    await clock.advance(MINUTE);
  };
  for (const { terminal, isDown, minutes, killAfter, bothAtOnce } of stretches) {
    const changes = isDown !== downSince.has(terminal);
    if (isDown && changes) downSince.set(terminal, clock.now());
    else if (!isDown) downSince.delete(terminal);
    for (let n = 0; n < minutes; n++) await minute(n === 0 && changes ? [terminal] : [], killAfter, bothAtOnce);
  }
  // What a process had claimed when it died is sent once its lease has ended.
  for (const { liveFor, send } of [...processes, ...processes]) {
    await clock.advance(2 * MINUTE);
    liveFor(Number.POSITIVE_INFINITY);
    await send();
  }
  const all = [...received.values()].flat();
  return TERMINALS.map((id) => ({
    received: all.filter((one) => one.startsWith(id)).sort(),
    expected: (expected.get(id)?.told ?? []).map((word) => `${id} ${word}`).sort(),
  }));
}

onEachDatabase((databases) => {
  test('each time that is longer than the grace is told once, whenever a process dies', async () => {
    const db = await databases.open();
    await fc.assert(
      fc.asyncProperty(fc.array(Stretch, { minLength: 1, maxLength: 10 }), async (stretches) => {
        for (const { received, expected } of await play(db, stretches)) expect(received).toEqual(expected);
      }),
      { numRuns: RUNS[databases.kind] },
    );
  });
});
