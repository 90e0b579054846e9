import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { proveWipe, type SessionReport } from '../wipe/proof.ts';

/**
 * `npm run wipe-proof [-- --json] [--session TEXT] [--pictures]`
 * Plays sessions in the product's own window, with something unique in every field, and after each searches files,
 * memory of every living process, and the wire. Exit 0 only if nothing was found outside the authority's inbox.
 */
const ROOT = join(import.meta.dirname, '../..');
const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    session: { type: 'string' },
    pictures: { type: 'boolean', default: false },
  },
});
const reports = await proveWipe({
  out: join(ROOT, '.data/wipe-proof'),
  only: values.session ?? null,
  takesPictures: values.pictures,
  onSession: (report) => {
    if (!values.json) console.log(readable(report));
  },
});
const isOk = reports.length > 0 && reports.every(({ ok }) => ok);
const hits = reports.reduce((sum, report) => sum + report.hits.length, 0);
console.log(
  values.json
    ? JSON.stringify({ ok: isOk, sessions: reports }, null, 2)
    : `${reports.length} sessions, ${hits} hits: ${isOk ? 'nothing left behind' : 'FAILED'}`,
);
process.exit(isOk ? 0 : 1);

function readable(report: SessionReport): string {
  const { session, canaries, needles, processes, files, fileBytes, wires } = report;
  const memory = processes.reduce((sum, { searched }) => sum + searched, 0);
  const names = [...Map.groupBy(processes, ({ name }) => name)].map(([name, { length }]) =>
    length > 1 ? `${length} ${name}` : name,
  );
  return [
    `${report.ok ? 'ok  ' : 'FAIL'} ${session} (${(report.ms / 1000).toFixed(0)} s): ${canaries} canaries in ${needles} forms`,
    `     memory  ${megabytes(memory)} of ${processes.length} processes: ${names.join(', ')}`,
    `     files   ${megabytes(fileBytes)} in ${files} files`,
    ...wires.map(
      ({ wire, bytes, exempt }) => `     wire    ${bytes} bytes ${wire}${exempt ? `: exempt, ${exempt}` : ''}`,
    ),
    `     found ${report.seenWhereTheyBelong} times where it belongs`,
    ...(report.problem ? [`     stopped: ${report.problem}`] : []),
    ...report.leftOver.map((name) => `     LEFT OVER: ${name}`),
    ...summary(report.hits),
  ].join('\n');
}

/** One line for each canary and place, with one example. */
function summary(hits: SessionReport['hits']): readonly string[] {
  const grouped = Map.groupBy(hits, ({ place, canary, encoding }) => `${canary} as ${encoding} in ${place}`);
  return [...grouped].map(
    ([what, all]) => `     FOUND ${what}, ${all.length}×: ${all[0]?.region ?? ''}: ${all[0]?.context ?? ''}`,
  );
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
