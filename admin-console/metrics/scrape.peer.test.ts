import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { SimulatedClock } from '../../foundation/clock.ts';
import { silentLog } from '../../foundation/log.ts';
import type { FleetFigures } from '../store/figures/fleet-figures.ts';
import { DELAYS } from './delays.ts';
import { createMetrics, type Metrics } from './metrics.ts';

const PYTHON = '/usr/bin/python3';
const hasParser = existsSync('/usr/lib/python3/dist-packages/prometheus_client/parser.py');
if (!hasParser && process.env.CI !== 'true')
  process.stderr.write('metrics are not read as Prometheus does: python3-prometheus-client is not installed\n');
const parsed = test.skipIf(!hasParser && process.env.CI !== 'true');

const FIGURES: FleetFigures = {
  terminals: [{ tenant: 'städte "Süd"\\', connected: 3, offline: 1 }],
  configuration: [{ tenant: 'b', upToDate: 1, behind: 2, refused: 3, hasNone: 4 }],
  alerts: [{ tenant: 'b', severity: 'urgent', count: 2 }],
  commands: { queued: 5 },
  oldestCommandWaits: { connected: 1_500, offline: 0 },
  messages: { dead: 1 },
  rollouts: [{ tenant: 'b', state: 'awaiting-approval', count: 2 }],
  processes: 2,
};

let metrics: Metrics | undefined;
afterEach(() => metrics?.close());

async function served(figures: () => Promise<FleetFigures>) {
  const clock = new SimulatedClock();
  metrics = createMetrics({ host: '127.0.0.1', port: 0 }, clock, silentLog);
  const facts = { links: () => 7, certificates: () => ({ ca: 2_000, server: 1_000 }) };
  const port = await metrics.serve({ ...facts, figures });
  const scrape = async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  return { clock, metrics, scrape };
}

/** Read by the parser of Prometheus' own client for Python; samples as name, labels, value. */
function read(text: string): readonly (readonly [string, Record<string, string>, number])[] {
  const program = `import sys, json
from prometheus_client.parser import text_string_to_metric_families as families
json.dump([[s.name, s.labels, s.value] for f in families(sys.stdin.read()) for s in f.samples if f.name.startswith("bt_")], sys.stdout)`;
  const done = spawnSync(PYTHON, ['-c', program], { input: text, encoding: 'utf8' });
  expect(done.stderr).toBe('');
  return JSON.parse(done.stdout);
}

parsed('what is served is what Prometheus reads', async () => {
  const { metrics, scrape } = await served(async () => FIGURES);
  metrics.written({ terminals: 10, reports: 12, milliseconds: 70, isWritten: true });
  metrics.written({ terminals: 9, reports: 9, milliseconds: 1, isWritten: false });
  metrics.attempted('email', 'given-up');
  metrics.database.queried(2, true);
  metrics.database.connected(() => ({ total: 4, idle: 1, waiting: 2 }));
  const samples = read(await scrape());
  const value = (name: string, labels: Record<string, string> = {}) =>
    samples.find(([n, l]) => n === name && Object.entries(labels).every(([key, text]) => l[key] === text))?.[2];
  expect(value('bt_terminals', { tenant: 'städte "Süd"\\', state: 'connected' })).toBe(3);
  expect(value('bt_configuration_terminals', { tenant: 'b', state: 'refused' })).toBe(3);
  expect(value('bt_alerts_open', { tenant: 'b', severity: 'urgent' })).toBe(2);
  expect([value('bt_commands', { state: 'queued' }), value('bt_commands', { state: 'failed' })]).toEqual([5, 0]);
  expect(value('bt_command_oldest_undelivered_age_seconds', { state: 'connected' })).toBe(1.5);
  expect(value('bt_alert_messages', { state: 'dead' })).toBe(1);
  expect(value('bt_rollouts', { tenant: 'b', state: 'awaiting-approval' })).toBe(2);
  expect([value('bt_hub_processes'), value('bt_hub_links'), value('bt_hub_database_up')]).toEqual([2, 7, 1]);
  expect(value('bt_hub_certificate_expiry_timestamp_seconds', { certificate: 'server' })).toBe(1);
  expect([value('bt_hub_reports_total'), value('bt_hub_report_write_failures_total')]).toEqual([12, 1]);
  expect(value('bt_hub_report_delay_seconds_bucket', { le: '0.1' })).toBe(1);
  expect(value('bt_hub_report_batch_terminals_sum')).toBe(10);
  expect(value('bt_hub_alert_message_attempts_total', { channel: 'email', end: 'given-up' })).toBe(1);
  expect(value('bt_hub_database_errors_total')).toBe(1);
  expect(['busy', 'idle', 'waiting'].map((state) => value('bt_hub_database_connections', { state }))).toEqual([
    3, 1, 2,
  ]);
});

test('a database that does not answer is told, and nothing of before is passed off as of now', async () => {
  let isDown = false;
  const { clock, scrape } = await served(async () => {
    if (isDown) throw new Error('down');
    return FIGURES;
  });
  expect(await scrape()).toContain('bt_hub_database_up 1');
  isDown = true;
  await clock.advance(DELAYS.figuresKept);
  const text = await scrape();
  expect(text).toContain('bt_hub_database_up 0');
  expect(text).toContain('bt_hub_links 7');
  expect(text).not.toMatch(/^bt_(terminals|alerts_open|commands)\{/m);
});

test('a tenant whose last terminal has gone is no longer told', async () => {
  let figures = FIGURES;
  const { clock, scrape } = await served(async () => figures);
  await scrape();
  figures = { ...FIGURES, terminals: [] };
  await clock.advance(DELAYS.figuresKept);
  expect(await scrape()).not.toMatch(/^bt_terminals\{/m);
});

test('however often it is scraped, the database is asked once in a while', async () => {
  let asked = 0;
  const { clock, scrape } = await served(async () => {
    asked++;
    return FIGURES;
  });
  await Promise.all([scrape(), scrape(), scrape()]);
  await scrape();
  expect(asked).toBe(1);
  await clock.advance(DELAYS.figuresKept);
  await scrape();
  expect(asked).toBe(2);
});
