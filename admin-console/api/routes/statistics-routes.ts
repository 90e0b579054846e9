import { z } from 'zod';
import { METRICS, type Metric } from '../../../fleet-link/statistics.ts';
import type { Clock } from '../../../foundation/clock.ts';
import type { StaffLanguage } from '../../../foundation/staff-languages.ts';
import { NoArguments } from '../../contract/requests.ts';
import { ROUTES } from '../../contract/routes.ts';
import { QUESTIONS, type StatisticTable } from '../../contract/statistics.ts';
import type { Fleet } from '../../domain/fleet.ts';
import { answer } from '../../domain/statistics/answers.ts';
import { changeSince } from '../../domain/statistics/change-since.ts';
import { VERDICTS } from '../../domain/statistics/clear-change.ts';
import { Statistics } from '../../domain/statistics/statistics.ts';
import type { StatisticsStore } from '../../domain/statistics/statistics-store.ts';
import { GREATEST_THRESHOLD, LEAST_THRESHOLD } from '../../domain/statistics/threshold.ts';
import { type ApiRoute, route, theTenant } from '../route.ts';
import { tableAsCsv } from '../statistics/csv.ts';
import { wordsOf } from '../statistics/words.ts';

const Month = z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/);
const Day = z.iso.date();
const Language = z.enum(['de', 'en']);
const Columns = z
  .string()
  .max(80)
  .regex(/^([a-z]+(,[a-z]+)*)?$/)
  .default('')
  .transform((text) => text.split(',').filter(Boolean));
const MetricName = z.enum(Object.keys(METRICS) as [Metric, ...Metric[]]);
/** Only this location, only this service; all of them if left out. */
const Part = { location: z.string().max(60).optional(), service: z.string().max(60).optional() };
const Table = z.strictObject({ metric: MetricName, from: Month, to: Month, by: Columns, ...Part });
const Comparison = z.strictObject({
  metric: MetricName,
  by: Columns,
  ...Part,
  beforeFrom: Month,
  beforeTo: Month,
  afterFrom: Month,
  afterTo: Month,
});
const Shown = z.int().nullable();
const Values = z.array(z.string());
const TableAnswer = z.strictObject({
  metric: MetricName,
  unit: z.enum(['times', 'minutes']),
  from: Month,
  to: Month,
  by: Values,
  rows: z.array(z.strictObject({ values: Values, count: Shown })),
  total: Shown,
  threshold: z.int(),
});
const Threshold = z.strictObject({ threshold: z.int().min(LEAST_THRESHOLD).max(GREATEST_THRESHOLD) });

/** What the report of a month lays out. */
const REPORTED: readonly (readonly [Metric, readonly string[]])[] = [
  ['visits', ['location', 'purpose']],
  ['visits', ['weekday']],
  ['visits', ['hour']],
  ['begun', ['service']],
  ['finished', ['service']],
  ['abandoned', ['reason']],
  ['abandoned', ['step']],
  ['availability', ['service', 'availability']],
  ['identifications', ['way']],
  ['evidence', ['way']],
  ['payments', ['way']],
  ['languages', ['language']],
  ['modes', ['mode']],
  ['durations', ['duration']],
];

/** Tables are copied so that the answer's schema may check them. */
const plain = (table: StatisticTable): z.input<typeof TableAnswer> => ({
  ...table,
  by: [...table.by],
  rows: table.rows.map(({ values, count }) => ({ values: [...values], count })),
});

/** What was counted, as far as it may be shown: JSON, CSV, answers in sentences, the report of a month. */
export function statisticsRoutes(
  store: StatisticsStore,
  fleet: Pick<Fleet, 'serviceTitles'>,
  clock: Clock,
): readonly ApiRoute[] {
  const statistics = new Statistics(store);
  const wordsIn = async (language: StaffLanguage, tenants: readonly string[]) =>
    wordsOf(language, {
      locations: await statistics.locations(tenants),
      services: await fleet.serviceTitles(tenants),
      threshold: await store.threshold(tenants),
    });
  return [
    route({
      method: 'GET',
      path: ROUTES.statisticsTable(':tenant'),
      access: 'statistics.read',
      summary: 'Counts of whole months, laid out by dimensions of the metric, location, and hour, weekday or month.',
      query: Table,
      answer: TableAnswer,
      handle: async ({ tenants, query }) => plain(await statistics.table({ tenants, ...query })),
    }),
    route({
      method: 'GET',
      path: ROUTES.statisticsCsv(':tenant'),
      access: 'statistics.read',
      summary: 'The same table as CSV (RFC 4180, UTF-8 with byte order mark); `language`: headers and words in it.',
      query: Table.extend({ language: Language.optional() }),
      answer: z.string(),
      produces: 'text/csv; charset=utf-8',
      async handle({ tenants, query: { language, ...query } }) {
        const table = await statistics.table({ tenants, ...query });
        return tableAsCsv(table, language ? await wordsIn(language, tenants) : null);
      },
    }),
    route({
      method: 'GET',
      path: ROUTES.statisticsComparison(':tenant'),
      access: 'statistics.read',
      summary: 'The same table of two periods side by side; the last row is the sum.',
      query: Comparison,
      answer: z.array(z.strictObject({ values: Values, before: Shown, after: Shown, change: Shown })),
      async handle({ tenants, query: { beforeFrom, beforeTo, afterFrom, afterTo, ...query } }) {
        const before = { from: beforeFrom, to: beforeTo };
        const rows = await statistics.comparison({ tenants, ...query }, before, { from: afterFrom, to: afterTo });
        return rows.map((row) => ({ ...row, values: [...row.values] }));
      },
    }),
    route({
      method: 'GET',
      path: ROUTES.statisticsAnswers(':tenant'),
      access: 'statistics.read',
      summary: 'What the counts say to the questions of the pilots, each in sentences with their numbers.',
      query: z.strictObject({ from: Month, to: Month, language: Language.default('de'), ...Part }),
      answer: z.array(
        z.strictObject({
          question: z.enum(QUESTIONS),
          title: z.string(),
          facts: z.array(
            z.strictObject({
              key: z.string(),
              values: z.record(z.string(), z.union([Shown, z.string()])),
              sentence: z.string(),
            }),
          ),
        }),
      ),
      async handle({ tenants, query: { language, ...query } }) {
        const words = await wordsIn(language, tenants);
        const answers = await Promise.all(
          QUESTIONS.map((question) => answer(statistics, question, { tenants, ...query })),
        );
        return answers.map(({ question, facts }) => ({
          question,
          title: words.text(`question.${question}`),
          facts: facts.map((fact) => ({ key: fact.key, values: { ...fact.values }, sentence: words.sentence(fact) })),
        }));
      },
    }),
    route({
      method: 'GET',
      path: ROUTES.statisticsChange(':tenant'),
      access: 'statistics.read',
      summary: 'What changed with a day: as many whole weeks (or months) before it as after it, in sentences.',
      query: z.strictObject({ since: Day, language: Language.default('de'), ...Part }),
      answer: z.strictObject({
        notes: Values,
        changes: z.array(
          z.strictObject({ question: z.enum(QUESTIONS), verdict: z.enum(VERDICTS), sentence: z.string() }),
        ),
      }),
      async handle({ tenants, query: { language, ...query } }) {
        const words = await wordsIn(language, tenants);
        const { notes, changes } = await changeSince(statistics, { tenants, ...query }, clock.now());
        return {
          notes: notes.map(words.sentence),
          changes: changes.map(({ question, verdict, ...fact }) => ({
            ...{ question, verdict },
            sentence: words.sentence(fact),
          })),
        };
      },
    }),
    route({
      method: 'GET',
      path: ROUTES.statisticsReport(':tenant'),
      access: 'statistics.read',
      summary: 'The report of one month as an accessible PDF (PDF/UA-1).',
      query: z.strictObject({ month: Month, language: Language.default('de') }),
      answer: z.instanceof(Buffer),
      produces: 'application/pdf',
      async handle({ tenants, query: { month, language } }) {
        const asked = { tenants, from: month, to: month };
        const [words, threshold, answers, tables] = await Promise.all([
          wordsIn(language, tenants),
          store.threshold(tenants),
          Promise.all(QUESTIONS.map((question) => answer(statistics, question, asked))),
          Promise.all(REPORTED.map(([metric, by]) => statistics.table({ ...asked, metric, by }))),
        ]);
        const report = { month, language, threshold, answers, tables, createdAt: clock.now() };
        // Loaded when it is asked for: what makes PDFs is large, and a report is rare.
        const { monthlyReport } = await import('../statistics/monthly-report.ts');
        return monthlyReport(report, words);
      },
    }),
    route({
      method: 'GET',
      path: ROUTES.locations(':tenant'),
      access: 'fleet.read',
      summary: 'Locations of terminals, with their names.',
      answer: z.array(z.strictObject({ id: z.string(), name: z.string() })),
      handle: async ({ tenants }) => [...(await statistics.locations(tenants))].map(([id, name]) => ({ id, name })),
    }),
    route({
      method: 'GET',
      path: ROUTES.statisticsThreshold(':tenant'),
      access: 'statistics.read',
      summary: 'Counts of people from 1 to below this are not shown; of several tenants the strictest.',
      answer: Threshold,
      handle: async ({ tenants }) => ({ threshold: await store.threshold(tenants) }),
    }),
    route({
      method: 'PUT',
      path: ROUTES.statisticsThreshold(':tenant'),
      access: 'tenant.manage',
      summary: 'Sets that threshold for this tenant.',
      body: Threshold,
      answer: NoArguments,
      async handle({ principal, tenants, body: { threshold } }) {
        await store.setThreshold(theTenant(tenants), threshold, principal.name);
        return {};
      },
    }),
  ];
}
