import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { short } from '../soak/plot.ts';
import { type SoakReport, soak } from '../soak/run.ts';

/**
 * `npm run soak -- [--sessions 1000] [--json]`: sessions one after the other as fast as they go, on the real terminal
 * with its real processes. Exit 0 only if all ended well and memory, handles and files stay as they are. An interrupt
 * ends it after the session that is being played; what was measured by then is shown, and the exit code is 1.
 */
const ROOT = join(import.meta.dirname, '../..');
const { values } = parseArgs({
  options: { sessions: { type: 'string', default: '1000' }, json: { type: 'boolean', default: false } },
});
const sessions = Number(values.sessions);
if (!Number.isInteger(sessions) || sessions < 12 || sessions > 1_000_000) {
  console.error('--sessions is a number from 12');
  process.exit(2);
}
const stop = new AbortController();
process.once('SIGINT', () => stop.abort());
process.once('SIGTERM', () => stop.abort());
const report = await soak({
  sessions,
  out: join(ROOT, '.data/soak'),
  signal: stop.signal,
  onSample: (session, { heap, resident, files, children, database }) =>
    console.error(
      `${String(session).padStart(6)}  heap ${short(heap)}  resident ${short(resident)}  files ${files}  children ${children}  database ${short(database)}`,
    ),
});
console.log(values.json ? JSON.stringify(report, null, 2) : table(report));
process.exit(report.ok ? 0 : 1);

function table({ sessions: count, asked, ends, ms, verdicts, picture, ok }: SoakReport): string {
  const line = (...cells: readonly string[]) =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(5) : i === 1 ? cell.padEnd(62) : cell.padStart(12))).join('');
  return [
    line('', '', 'first third', 'last third', 'ratio', 'noise', 'per session'),
    ...verdicts.map(({ ok: isOk, what, first, last, ratio, noise, slope }) =>
      line(isOk ? 'ok' : 'FAIL', what, short(first), short(last), ratio.toFixed(3), noise.toFixed(3), short(slope)),
    ),
    `${count} sessions in ${(ms / 1000).toFixed(0)} s (${(ms / count).toFixed(0)} ms each): ${Object.entries(ends)
      .map(([end, n]) => `${n} ${end}`)
      .join(', ')}`,
    picture,
    ok ? 'flat' : count < asked ? `${verdictSoFar(verdicts)}, stopped after ${count} of ${asked}` : 'FAILED',
  ].join('\n');
}

function verdictSoFar(verdicts: SoakReport['verdicts']): string {
  return verdicts.every(({ ok }) => ok) ? 'flat so far' : 'not flat so far';
}
