import { Counter, collectDefaultMetrics, Gauge, Histogram, type Registry } from '@prometheus-io/client';
import type { AttemptEnd } from '../notify/sender.ts';
import type { ConnectionUse, DatabaseWatch } from '../store/database-watch.ts';
import type { WrittenBatch } from '../store/fleet/link-store.ts';

const SECOND = 1_000;

/** What this hub process does. Names and units: prometheus.io, "Metric and label naming". */
export interface ProcessMetrics {
  readonly database: DatabaseWatch;
  written(batch: WrittenBatch): void;
  attempted(channel: string, end: AttemptEnd): void;
}

export interface ProcessFacts {
  /** Links that this process holds. */
  links(): number;
  /** When the hub's own certificates end, epoch milliseconds. */
  certificates(): { readonly ca: number; readonly server: number };
}

/** @param facts asked at each scrape; `null`: the process is still starting */
export function createProcessMetrics(registry: Registry, facts: () => ProcessFacts | null): ProcessMetrics {
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'bt_hub_links',
    help: 'Links of terminals that this hub process holds',
    registers,
    collect() {
      this.set(facts()?.links() ?? 0);
    },
  });
  new Gauge({
    name: 'bt_hub_certificate_expiry_timestamp_seconds',
    help: 'When a certificate of the hub itself ends, in seconds since 1970: its certification authority (ca) or what it shows to terminals (server)',
    labelNames: ['certificate'],
    registers,
    collect() {
      const { ca, server } = facts()?.certificates() ?? {};
      if (ca !== undefined) this.set({ certificate: 'ca' }, ca / SECOND);
      if (server !== undefined) this.set({ certificate: 'server' }, server / SECOND);
    },
  });
  const reports = new Counter({
    name: 'bt_hub_reports_total',
    help: 'Hellos and changes of terminals that this process has written to the database',
    registers,
  });
  const batch = new Histogram({
    name: 'bt_hub_report_batch_terminals',
    help: 'Terminals whose reports were written together',
    buckets: [1, 5, 20, 100, 500, 2_000, 10_000],
    registers,
  });
  const waited = new Histogram({
    name: 'bt_hub_report_delay_seconds',
    help: 'From the first report of a batch until it was written; 0.05 of it is waiting for others',
    buckets: [0.06, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const failures = new Counter({
    name: 'bt_hub_report_write_failures_total',
    help: 'Batches of reports that the database did not take; they are kept and tried again',
    registers,
  });
  const attempts = new Counter({
    name: 'bt_hub_alert_message_attempts_total',
    help: 'Attempts to send a message about alerts, by channel (email, webhook) and end (sent, retried, given-up)',
    labelNames: ['channel', 'end'],
    registers,
  });
  return {
    database: databaseMetrics(registers),
    written({ terminals, reports: count, milliseconds, isWritten }) {
      if (!isWritten) return failures.inc();
      reports.inc(count);
      batch.observe(terminals);
      waited.observe(milliseconds / SECOND);
    },
    attempted: (channel, end) => attempts.inc({ channel, end }),
  };
}

function databaseMetrics(registers: Registry[]): DatabaseWatch {
  const took = new Histogram({
    name: 'bt_hub_database_query_duration_seconds',
    help: 'Statements of this process, without the wait for a connection',
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers,
  });
  const refused = new Counter({
    name: 'bt_hub_database_errors_total',
    help: 'Statements that the database refused or could not be reached for',
    registers,
  });
  let use: (() => ConnectionUse) | null = null;
  new Gauge({
    name: 'bt_hub_database_connections',
    help: 'Connections of this process to PostgreSQL (busy, idle), and queries that wait for one (waiting); none on SQLite',
    labelNames: ['state'],
    registers,
    collect() {
      if (!use) return;
      const { total, idle, waiting } = use();
      this.set({ state: 'busy' }, total - idle);
      this.set({ state: 'idle' }, idle);
      this.set({ state: 'waiting' }, waiting);
    },
  });
  return {
    queried(milliseconds, isRefused) {
      took.observe(milliseconds / SECOND);
      if (isRefused) refused.inc();
    },
    connected(read) {
      use = read;
    },
  };
}
