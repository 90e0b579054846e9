import { expect, test } from 'vitest';
import { PAPER_METERS } from '../../../fleet-link/paper-meters.ts';
import { SAMPLE_REPORT } from '../../../fleet-link/test-support/sample-report.ts';
import { SimulatedClock } from '../../../foundation/clock.ts';
import type { TerminalCondition } from '../../contract/terminals/judgement.ts';
import { RETENTION } from '../../domain/retention.ts';
import type { HubDatabase } from '../database.ts';
import { onEachDatabase } from '../test-support/on-each-database.ts';
import { enrolledRow } from '../test-support/terminal-row.ts';
import { eraseOldHistory, historyOf } from './history.ts';
import { noteChanges, notedDevices, noteUnreachable } from './note-changes.ts';
import { paperIn, tickPaper, untickPaper } from './paper.ts';
import { addTerminalNote, removeTerminalNote, terminalNotesOf } from './terminal-notes.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

onEachDatabase((databases) => {
  async function started() {
    const db = await databases.open();
    await enrolledRow(db, 'T-1');
    const clock = new SimulatedClock(100 * DAY);
    const is = (value: TerminalCondition) => noteChanges(db, clock, [{ terminalId: 'T-1', kind: 'condition', value }]);
    const told = async (days = 30) => (await historyOf(db, clock, 'T-1', days)).changes.map(({ value }) => value);
    return { db, clock, is, told };
  }

  test('what is the same is not written again', async () => {
    const { clock, is, told } = await started();
    for (const value of ['in-service', 'in-service', 'limited', 'limited', 'in-service'] as const) {
      await is(value);
      await clock.advance(MINUTE);
    }
    expect(await told()).toEqual(['in-service', 'limited', 'in-service']);
  });

  test('a link that comes and goes within a minute is one change', async () => {
    const { db, clock, is, told } = await started();
    await is('in-service');
    await clock.advance(MINUTE);
    for (let n = 0; n < 5; n++) {
      await noteUnreachable(db, clock, ['T-1']);
      await is('limited');
    }
    expect(await told()).toEqual(['in-service', 'limited']);
  });

  test('what held before the span is told with it', async () => {
    const { clock, is, told } = await started();
    await is('limited');
    await clock.advance(DAY);
    await is('in-service');
    await clock.advance(40 * DAY);
    await is('unreachable');
    expect(await told(30)).toEqual(['in-service', 'unreachable']);
  });

  test('a device that is still starting is no other device', async () => {
    const { db, clock, told } = await started();
    const device = { kind: 'scanner', state: 'ready', reason: null, seenAt: 1 } as const;
    for (const model of ['S 1', null, 'S 1']) {
      await noteChanges(db, clock, notedDevices('T-1', [{ ...device, model, firmware: null }]));
      await clock.advance(MINUTE);
    }
    expect(await told()).toEqual(['["S 1",null]']);
  });

  test('old changes go, what still holds stays', async () => {
    const { db, clock, is } = await started();
    for (const value of ['limited', 'in-service'] as const) {
      await is(value);
      await clock.advance(MINUTE);
    }
    await addTerminalNote(db, clock, 'T-1', 'ada', 'Schlüssel beim Hausmeister');
    await clock.advance(RETENTION.terminalHistory.keptMs + MINUTE);
    await eraseOldHistory(db, clock);
    expect((await db.selectFrom('terminalChange').select('value').execute()).map(({ value }) => value)).toEqual([
      'in-service',
    ]);
    expect(await terminalNotesOf(db, 'T-1')).toEqual([]);
  });

  test('a note is taken back by whoever wrote it alone', async () => {
    const { db, clock } = await started();
    const { id } = await addTerminalNote(db, clock, 'T-1', 'ada', 'Steckdose hinten');
    expect(await removeTerminalNote(db, clock, 'T-1', 'bert', id)).toBe(false);
    expect(await removeTerminalNote(db, clock, 'T-1', 'ada', id)).toBe(true);
    expect(await terminalNotesOf(db, 'T-1')).toEqual([]);
    expect(await db.selectFrom('audit').select('act').orderBy('id').execute()).toMatchObject([
      { act: 'terminal.note-added' },
      { act: 'terminal.note-removed' },
    ]);
  });

  test('a round knows who has put paper in, and forgets it when that is taken back', async () => {
    const { db, clock } = await started();
    await countsPaper(db, 'T-1', { used: 900_000, onRoll: 79_000 });
    expect(await tickPaper(db, clock, 'T-1', 'ada')).toBe(true);
    await countsPaper(db, 'T-1', { used: 900_400, onRoll: 400 });
    const [row] = await paperIn(db, clock, ['default']);
    expect(row).toMatchObject({ leftMm: 79_600, rollMm: 80_000, tick: { actor: 'ada', isProved: true } });
    expect(await paperIn(db, clock, ['other'])).toEqual([]);
    await untickPaper(db, clock, 'T-1', 'ada');
    expect((await paperIn(db, clock, ['default']))[0]?.tick).toBeNull();
  });
});

/** As the terminal tells it. */
async function countsPaper(db: HubDatabase, terminalId: string, meters: { used: number; onRoll: number }) {
  const { at, alerts: _, journal: __, ...sections } = SAMPLE_REPORT;
  const counts = {
    [PAPER_METERS.used]: meters.used,
    [PAPER_METERS.onRoll]: meters.onRoll,
    [PAPER_METERS.roll]: 80_000,
  };
  const texts = Object.fromEntries(
    Object.entries({ ...sections, counts }).map(([name, value]) => [name, JSON.stringify(value)]),
  ) as Record<Exclude<keyof typeof sections, 'at'>, string>;
  await db.deleteFrom('terminalState').where('terminalId', '=', terminalId).execute();
  await db
    .insertInto('terminalState')
    .values({ terminalId, at, ...texts })
    .execute();
}
