import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launch } from '../../kiosk-app/ui/test-support/chromium.ts';
import { benchConsole, type ConsoleRow } from '../bench/console/bench-console.ts';
import { benchMeshPage } from '../bench/console/bench-mesh-page.ts';
import { benchFleet, type FleetRow } from '../bench/fleet/bench-fleet.ts';
import { inRounds } from '../bench/fleet/in-rounds.ts';
import { benchMeshCentral, type MeshRow } from '../bench/fleet/meshcentral/bench-meshcentral.ts';
import { findMeshCentral, MESHCENTRAL_VERSION } from '../bench/fleet/meshcentral/server.ts';
import { benchIdentify, type Identification } from '../bench/identify.ts';
import { benchPreviews, type PreviewCost } from '../bench/previews.ts';
import { benchRecovery, PARTS, type Recovery } from '../bench/recovery.ts';
import { benchSealing, type Row } from '../bench/sealing.ts';
import { benchUi } from '../bench/ui/bench-ui.ts';

/**
 * `npm run bench -- sealing [--runs N] [--json]`: medians over N fresh processes each (default 5).
 * `npm run bench -- recovery [--runs N] [--json]`: from SIGKILL of a paying terminal to a screen that answers a touch.
 * `npm run bench -- identify [--runs N] [--json]`: touch to code, and answer to greeting, by wallet and by card.
 * `npm run bench -- previews [--runs N] [--json]`: what a preview of a draft costs the machine of the hub.
 * `npm run bench -- fleet --terminals N[,N] [--databases sqlite,postgres] [--rounds N] [--json]`: one hub and N simulated
 * terminals; beside them MeshCentral with N agents where it is installed (`findMeshCentral`); medians of the rounds.
 * `npm run bench -- console [--terminals N] [--peer-terminals N] [--peer-online N] [--runs N] [--json]`: the overview in
 * a real browser; beside it MeshCentral's page of devices where it is installed, with as many devices or
 * `--peer-terminals`, of which `--peer-online` have an agent that is linked (default 1,000 at most).
 * `npm run bench -- ui [--changes N] [--baseline COMMIT] [--json]`: the citizen's page of this tree beside that of a commit,
 * each with its session process, by touches in a real browser: N page changes each (default 200), as fast as the machine
 * is and with a main thread four times slower.
 * Compare the parts: wall time depends on who else is busy.
 */
const ROOT = join(import.meta.dirname, '../..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '5' },
    terminals: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '1' },
    'peer-terminals': { type: 'string' },
    'peer-online': { type: 'string', default: '1000' },
    changes: { type: 'string', default: '200' },
    baseline: { type: 'string', default: 'c285a6f5' },
    databases: { type: 'string', default: 'sqlite,postgres' },
    json: { type: 'boolean', default: false },
  },
});
const runs = Number(values.runs);
const [bench] = positionals;
if (!Number.isInteger(runs) || runs < 1 || runs > 100) usage();
if (bench === 'sealing') {
  const rows = await benchSealing(runs);
  console.log(values.json ? JSON.stringify({ bench, runs, rows }, null, 2) : table(rows));
} else if (bench === 'recovery') {
  const rows = await benchRecovery(runs, join(ROOT, '.data/bench-recovery'));
  console.log(values.json ? JSON.stringify({ bench, runs, rows }, null, 2) : recoveryTable(rows));
  process.exit(0);
} else if (bench === 'identify') {
  const rows = await benchIdentify(runs, join(ROOT, '.data/bench-identify'));
  console.log(values.json ? JSON.stringify({ bench, runs, rows }, null, 2) : identifyTable(rows));
  process.exit(0);
} else if (bench === 'previews') {
  const rows = await benchPreviews(runs);
  console.log(values.json ? JSON.stringify({ bench, runs, rows }, null, 2) : previewTable(rows));
} else if (bench === 'fleet') {
  const rows: (FleetRow | MeshRow)[] = [];
  const counts = values.terminals.split(',').map(Number);
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > 100) usage();
  if (!counts.every((count) => count >= 10 && count <= 20_000)) usage();
  const meshCentral = knownMeshCentral();
  for (const count of counts) {
    for (const database of values.databases.split(',')) {
      if (database !== 'sqlite' && database !== 'postgres') usage();
      rows.push(await inRounds(rounds, () => benchFleet(database, count)));
    }
    if (meshCentral) rows.push(await inRounds(rounds, () => benchMeshCentral(meshCentral, count)));
  }
  console.log(values.json ? JSON.stringify({ bench, rounds, rows }, null, 2) : columns(rows));
} else if (bench === 'console') {
  const [terminals, peers] = [values.terminals, values['peer-terminals'] ?? values.terminals].map(Number);
  if (!terminals || !peers || terminals > 100_000 || peers > 20_000) usage();
  const online = Math.min(peers, Number(values['peer-online']));
  if (!(online >= 1)) usage();
  const meshCentral = knownMeshCentral();
  const rows: ConsoleRow[] = [];
  const browser = await launch();
  try {
    rows.push(await inRounds(runs, () => benchConsole(browser, terminals)));
    if (meshCentral)
      rows.push(await inRounds(runs, () => benchMeshPage(browser, meshCentral, { count: peers, online })));
  } finally {
    await browser.close();
  }
  console.log(values.json ? JSON.stringify({ bench, runs, rows }, null, 2) : columns(rows));
} else if (bench === 'ui') {
  const changes = Number(values.changes);
  if (!Number.isInteger(changes) || changes < 1 || changes > 10_000) usage();
  const rows = await benchUi(values.baseline, changes);
  console.log(values.json ? JSON.stringify({ bench, changes, rows }, null, 2) : columns(rows));
} else usage();

/** Its directory; where it is not, how to get it is said. */
function knownMeshCentral(): string | null {
  const found = findMeshCentral(join(ROOT, '.cache'));
  if (!found)
    console.error(
      `MeshCentral not measured: npm install --prefix .cache/meshcentral meshcentral@${MESHCENTRAL_VERSION}`,
    );
  return found;
}

function usage(): never {
  console.error(
    'npm run bench -- sealing|recovery|identify|previews [--runs 1..100] | fleet [--terminals 10..20000,…] [--databases sqlite,postgres] [--rounds 1..100] | console [--terminals N] [--peer-terminals N] [--peer-online N] | ui [--changes 1..10000] [--baseline COMMIT] [--json]',
  );
  process.exit(2);
}

/** Each figure a line, each run a column. */
function columns<Row extends object>(rows: readonly Row[]): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (row: Row, name: string) => {
    const value: unknown = row[name as keyof Row];
    return typeof value === 'number' && !Number.isInteger(value) ? value.toFixed(2) : `${value ?? '–'}`;
  };
  return names.map((name) => [name.padEnd(24), ...rows.map((row) => cell(row, name).padStart(16))].join('')).join('\n');
}

/** Each figure a line, each run a column. */
function previewTable(rows: readonly PreviewCost[]): string {
  const names = Object.keys(rows[0] ?? {}) as (keyof PreviewCost)[];
  return names
    .map((name) => [name.padEnd(16), ...rows.map((row) => row[name].toFixed(0).padStart(8))].join(''))
    .join('\n');
}

/** Of so few visits the 99th percentile is the slowest one. */
function identifyTable(rows: readonly Identification[]): string {
  const line = (...cells: readonly string[]) =>
    cells.map((cell, i) => (i ? cell.padStart(14) : cell.padEnd(12))).join('');
  const at = (all: readonly number[], share: number) =>
    (all.toSorted((a, b) => a - b)[Math.ceil(all.length * share) - 1] ?? Number.NaN).toFixed(0);
  return [
    line('ms', 'asked p50', 'asked p99', 'answered p50', 'answered p99'),
    ...rows.map(({ way, asked, answered }) =>
      line(way, at(asked, 0.5), at(asked, 0.99), at(answered, 0.5), at(answered, 0.99)),
    ),
  ].join('\n');
}

function recoveryTable(rows: readonly Recovery[]): string {
  const of = (part: (typeof PARTS)[number]) => rows.map((row) => row[part]).sort((a, b) => a - b);
  const line = (...cells: readonly string[]) =>
    cells.map((cell, i) => (i ? cell.padStart(10) : cell.padEnd(12))).join('');
  return [
    line('ms since', 'median', 'fastest', 'slowest'),
    ...PARTS.map((part) => {
      const all = of(part);
      const [fastest = 0, median = 0, slowest = 0] = [all[0], all[Math.floor(all.length / 2)], all.at(-1)];
      return line(part, ...[median, fastest, slowest].map((ms) => ms.toFixed(0)));
    }),
  ].join('\n');
}

function table(measured: readonly Row[]): string {
  const line = (...cells: readonly string[]) => cells.map((cell) => cell.padStart(12)).join('');
  return [
    line('fonts', 'document ms', 'seal ms', 'cpu ms', 'RSS MB', 'times less'),
    ...measured.map(({ mode, median, timesLessCpu }) =>
      line(
        mode,
        ...[median.documentMs, median.sealMs, median.cpuMs, median.rss / 1e6].map((value) => value.toFixed(0)),
        timesLessCpu.toFixed(1),
      ),
    ),
  ].join('\n');
}
