import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { systemClock } from '../../foundation/clock.ts';
import { silentLog } from '../../foundation/log.ts';
import { type Hub, startHub } from '../hub/hub.ts';
import { type Family, familiesOf } from './test-support/read-exposition.ts';

const DEPLOY = join(import.meta.dirname, '../../deploy');
const directory = mkdtempSync(join(tmpdir(), 'hub-metrics-'));
let hub: Hub;
let text: string;
let families: ReadonlyMap<string, Family>;

beforeAll(async () => {
  hub = await startHub({
    directory,
    database: { kind: 'sqlite', file: join(directory, 'hub.sqlite') },
    webDirectory: directory,
    consolePort: 0,
    linkPort: 0,
    metrics: { host: '127.0.0.1', port: 0 },
    clock: systemClock,
    log: silentLog,
  });
  text = await (await ask('/metrics')).text();
  families = familiesOf(text);
});
afterAll(async () => {
  await hub.close();
  rmSync(directory, { recursive: true });
});

const ask = (path: string, method = 'GET') => fetch(`http://127.0.0.1:${hub.metricsPort}${path}`, { method });

test('a hub tells of itself and of its fleet', () => {
  expect(families.get('bt_hub_database_up')?.samples).toEqual([{ name: 'bt_hub_database_up', labels: {}, value: 1 }]);
  expect(families.get('bt_hub_processes')?.samples[0]?.value).toBe(1);
  expect(families.get('process_resident_memory_bytes')?.samples[0]?.value).toBeGreaterThan(1e7);
  const queries = families.get('bt_hub_database_query_duration_seconds')?.samples;
  expect(queries?.find(({ name }) => name.endsWith('_count'))?.value).toBeGreaterThan(0);
  const ends = families.get('bt_hub_certificate_expiry_timestamp_seconds')?.samples ?? [];
  expect(ends.map(({ labels }) => labels.certificate)).toEqual(['ca', 'server']);
  expect(ends.every(({ value }) => value > Date.now() / 1_000)).toBe(true);
});

test('nothing but metrics is served there', async () => {
  expect((await ask('/')).status).toBe(404);
  expect((await ask('/api/tenants')).status).toBe(404);
  expect((await ask('/metrics', 'POST')).status).toBe(405);
});

test('names follow the rules: base units, _total for what only rises, nothing else with it', () => {
  const ours = [...families].filter(([name]) => name.startsWith('bt_'));
  const odd = ours.filter(([name, { type }]) => {
    const isOdd = !/^bt(_[a-z]+)+$/.test(name) || /(milliseconds|minutes|hours|_ms|_kb|_percent)/.test(name);
    return isOdd || name.endsWith('_total') !== (type === 'counter');
  });
  expect(odd.map(([name]) => name)).toEqual([]);
});

test('labels are few and of closed lists: no terminal, no person', () => {
  const labels = [...families.values()].flatMap(({ name, samples }) =>
    name.startsWith('bt_') ? samples.flatMap((sample) => Object.keys(sample.labels)) : [],
  );
  expect([...new Set(labels)].toSorted()).toEqual(['certificate', 'le', 'state']);
});

/** Names of metrics in an expression: what is left without strings, label lists, durations, functions and words. */
function namesIn(expression: string): readonly string[] {
  const bare = expression
    .replaceAll(/"[^"]*"/g, '""')
    .replaceAll(/\b(by|without|on|ignoring)\s*\([^)]*\)/g, '')
    .replaceAll(/\{[^}]*\}/g, '')
    .replaceAll(/\[[^\]]*\]/g, '');
  return [...bare.matchAll(/(?<![\w.])[a-z_][\w]*(?!\w|\s*\()/gi)].map(([name]) => name);
}

/** Prometheus makes it itself. */
const OF_PROMETHEUS = ['up'];
const isGiven = (name: string) =>
  OF_PROMETHEUS.includes(name) || families.has(name) || families.has(name.replace(/_(bucket|sum|count)$/, ''));

test('every metric in the alert rules is one that the hub gives', () => {
  const { groups } = parse(readFileSync(join(DEPLOY, 'prometheus/bt-hub.rules.yml'), 'utf8'));
  const rules: { expr: string }[] = groups.flatMap((group: { rules: object[] }) => group.rules);
  const names = rules.map(({ expr }) => namesIn(expr));
  expect(names.every((some) => some.length > 0)).toBe(true);
  expect(names.flat().filter((name) => !isGiven(name))).toEqual([]);
});

test('every alert rule says how severe it is, what has happened and what to do', () => {
  const { groups } = parse(readFileSync(join(DEPLOY, 'prometheus/bt-hub.rules.yml'), 'utf8'));
  for (const { alert, labels, annotations } of groups[0].rules) {
    expect([alert, Object.keys(labels), Object.keys(annotations)]).toEqual([
      expect.stringMatching(/^(Hub|Fleet)[A-Z]\w+$/),
      ['severity'],
      ['summary', 'action'],
    ]);
  }
});

test('the scrape configuration names the rules that are there', () => {
  const { rule_files, scrape_configs } = parse(readFileSync(join(DEPLOY, 'prometheus/prometheus.yml'), 'utf8'));
  expect(readdirSync(join(DEPLOY, 'prometheus'))).toEqual(expect.arrayContaining(rule_files));
  expect(scrape_configs[0]).toMatchObject({ job_name: 'bt-hub' });
});

test('every metric in the dashboard is one that the hub gives', () => {
  const { panels, templating } = JSON.parse(readFileSync(join(DEPLOY, 'grafana/hub.json'), 'utf8'));
  const expressions: string[] = panels.flatMap(({ targets }: { targets: { expr: string }[] }) =>
    targets.map(({ expr }) => expr),
  );
  expect(expressions.flatMap(namesIn).filter((name) => !isGiven(name))).toEqual([]);
  expect(templating.list[1].query).toBe('label_values(bt_terminals, tenant)');
});

test('each metric stands in docs/metrics.md (written anew with -u)', async () => {
  const rows = [...families.values()]
    .filter(({ name }) => name.startsWith('bt_'))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .map(({ name, type, help }) => `| \`${name}\` | ${type} | ${help} |`);
  const page = [
    '# Metrics of the hub',
    '',
    '`HUB_METRICS=9464` serves `http://127.0.0.1:9464/metrics` in the text format of Prometheus; `HUB_METRICS=10.0.0.5:9464` or `[fd00::5]:9464` serves it at that address. Without the setting nothing is counted or served. Whoever reaches the address reads it: there is no sign-in, so open it to the Prometheus alone. Nothing in it is about a person, and no terminal is named; tenants are.',
    '',
    '`deploy/prometheus/` has a scrape configuration and alert rules about the hub itself, `deploy/grafana/hub.json` is a dashboard (Dashboards → New → Import). What happens at terminals is told by the hub’s own alerts (`operations.md`), which know maintenance windows and who is on call.',
    '',
    'Those that begin with `bt_hub_` are of one hub process, except `bt_hub_processes`. The others are of the fleet and the same from every process: take `max`, not `sum`, over them. When the database does not answer they are left out. Besides there is what `@prometheus-io/client` tells of a Node process (`process_…`, `nodejs_…`: memory, processor, event loop lag, garbage collection).',
    '',
    '| metric | type | what it says |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
  await expect(page).toMatchFileSnapshot('../../docs/metrics.md');
});
