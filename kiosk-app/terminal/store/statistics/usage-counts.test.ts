import { expect, test } from 'vitest';
import { SimulatedClock } from '../../../../foundation/clock.ts';
import { openBooks } from '../../test-support/books.ts';

const HOUR = 3_600_000;
/** 2026-01-05 10:00 in Berlin. */
const at = () => new SimulatedClock(Date.UTC(2026, 0, 5, 9, 0));

test('an hour is told once it is over, a day once the day is over, and neither before', async () => {
  using books = openBooks(at());
  const { usage, clock } = books;
  usage.add('visits', ['information']);
  usage.add('languages', ['de']);
  await clock.advance(HOUR - 1);
  usage.add('visits', ['information']);
  expect(usage.unsent()).toEqual([]);
  await clock.advance(1);
  const hour = { period: '2026-01-05T10+01:00', rows: [{ metric: 'visits', values: ['information'], count: 2 }] };
  expect(usage.unsent()).toEqual([hour]);
  await clock.advance(13 * HOUR);
  const day = { period: '2026-01-05', rows: [{ metric: 'languages', values: ['de'], count: 1 }] };
  expect(usage.unsent()).toEqual([day, hour]);
});

test('what was told stays unsent until it is settled, and is told again whole when the clock was set back into it', async () => {
  using books = openBooks(at());
  const { usage, clock } = books;
  usage.add('begun', ['hundesteuer-anmelden']);
  await clock.advance(HOUR);
  const [told] = usage.unsent();
  expect(usage.unsent()).toEqual([told]);
  usage.settled([told?.period ?? '']);
  expect(usage.unsent()).toEqual([]);
  clock.jumpWallClock(-HOUR);
  usage.add('begun', ['hundesteuer-anmelden']);
  clock.jumpWallClock(HOUR);
  expect(usage.unsent()).toEqual([{ ...told, rows: [{ ...told?.rows[0], count: 2 }] }]);
});

test('weeks without a hub are told in calls of limited size, the oldest first', async () => {
  using books = openBooks(at());
  const { usage, clock } = books;
  for (let hour = 0; hour < 24 * 21; hour++) {
    usage.add('visits', ['information']);
    await clock.advance(HOUR);
  }
  const seen: string[] = [];
  for (let call = usage.unsent(); call.length > 0; call = usage.unsent()) {
    expect(call.length).toBeLessThanOrEqual(48);
    seen.push(...call.map(({ period }) => period));
    usage.settled(call.map(({ period }) => period));
  }
  expect(seen).toHaveLength(24 * 21);
  expect(new Set(seen).size).toBe(24 * 21);
});

test('what the hub has is erased after a week', async () => {
  using books = openBooks(at());
  const { usage, clock } = books;
  usage.add('visits', ['information']);
  await clock.advance(HOUR);
  usage.settled(['2026-01-05T10+01:00']);
  await clock.advance(8 * 24 * HOUR);
  usage.settled([]);
  expect(usage.rowsOf('2026-01-05T10+01:00')).toEqual([]);
});

test('a word that is not in the vocabulary is never written', () => {
  using books = openBooks(at());
  expect(() => books.usage.add('abandoned', ['hundesteuer-anmelden', 'form', 'Erika Mustermann'])).toThrow();
  expect(() => books.usage.add('visits', [])).toThrow();
  expect(books.db.prepare('SELECT * FROM usage_count').all()).toEqual([]);
});

test('the tables hold nothing finer than an hour, and no column that could tie two counts together', () => {
  using books = openBooks(at());
  const columns = (table: string) =>
    books.db.prepare<[], { name: string }>(`SELECT name FROM pragma_table_info('${table}')`).all();
  expect(columns('usage_count').map(({ name }) => name)).toEqual(['period', 'metric', 'dims', 'count']);
  books.usage.add('visits', ['transaction']);
  expect(books.db.prepare('SELECT period FROM usage_count').all()).toEqual([{ period: '2026-01-05T10+01:00' }]);
});

test('what is begun most is said of days that are over, and only where it says nothing of one person', async () => {
  using books = openBooks(at());
  const { usage, clock } = books;
  usage.add('begun', ['hundesteuer-anmelden'], 5);
  usage.add('begun', ['bescheid-bezahlen'], 9);
  usage.add('begun', ['wohngeld'], 4);
  expect(usage.mostBegun(12)).toEqual([]);
  await clock.advance(24 * HOUR);
  usage.add('begun', ['wohngeld'], 1);
  expect(usage.mostBegun(12)).toEqual(['bescheid-bezahlen', 'hundesteuer-anmelden']);
  expect(usage.mostBegun(1)).toEqual(['bescheid-bezahlen']);
});
