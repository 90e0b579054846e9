import { expect, test } from 'vitest';
import { SimulatedClock } from '../../foundation/clock.ts';
import type { TerminalSummary } from '../contract/terminals/terminal-view.ts';
import type { ChangedSummary } from '../domain/fleet.ts';
import { DELAYS } from './delays.ts';
import { FleetStream } from './fleet-stream.ts';

function row(id: string, tenantId: string, changedAt: number): ChangedSummary {
  return { changedAt, summary: { id, tenantId } as TerminalSummary };
}

function streaming() {
  const clock = new SimulatedClock(1_000_000);
  const rows: ChangedSummary[] = [];
  const asked: number[] = [];
  const failed: unknown[] = [];
  const changedSince = async (at: number) => {
    asked.push(at);
    return rows.filter(({ changedAt }) => changedAt >= at);
  };
  const stream = new FleetStream({ changedSince }, clock, (thrown) => failed.push(thrown));
  const page = (...tenants: string[]) => {
    const told: string[][] = [];
    const close = stream.open({
      tenants,
      write(text) {
        if (text.startsWith('data: ')) told.push(JSON.parse(text.slice(6)).map(({ id }: TerminalSummary) => id));
      },
    });
    return { told, close };
  };
  return { clock, rows, asked, stream, page };
}

test('a page is told the rows that changed, each once, and no row of another tenant', async () => {
  const { clock, rows, page } = streaming();
  const { told } = page('a');
  rows.push(row('T-1', 'a', 1_000_500), row('T-2', 'b', 1_000_500));
  await clock.advance(3 * DELAYS.changesEvery);
  expect(told).toEqual([['T-1']]);
  rows[0] = row('T-1', 'a', 1_003_500);
  await clock.advance(DELAYS.changesEvery);
  expect(told).toEqual([['T-1'], ['T-1']]);
});

test('a row that another process wrote with an older time is told all the same', async () => {
  const { clock, rows, page } = streaming();
  const { told } = page('a');
  await clock.advance(5 * DELAYS.changesEvery);
  rows.push(row('T-1', 'a', clock.now() - 4_000));
  await clock.advance(DELAYS.changesEvery);
  expect(told).toEqual([['T-1']]);
});

test('a hundred open pages ask the database as often as one, and none does not ask', async () => {
  const { clock, asked, page } = streaming();
  const pages = Array.from({ length: 100 }, () => page('a'));
  await clock.advance(3 * DELAYS.changesEvery);
  expect(asked.length).toBe(3);
  for (const { close } of pages) close();
  await clock.advance(10 * DELAYS.changesEvery);
  expect([asked.length, clock.waiting]).toEqual([3, 0]);
});

test('what people wait for is told at once', async () => {
  const { clock, rows, page, stream } = streaming();
  const { told } = page('a');
  rows.push(row('T-1', 'a', clock.now()));
  await stream.look();
  expect(told).toEqual([['T-1']]);
});
