import { parseArgs } from 'node:util';
import { benchSealing, type Row } from '../bench/sealing.ts';

/**
 * `npm run bench -- sealing [--runs N] [--json]`
 * Medians over N fresh processes each (default 5). Compare the ratios: wall time depends on who else is busy.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '5' }, json: { type: 'boolean', default: false } },
});
const runs = Number(values.runs);
if (positionals[0] !== 'sealing' || !Number.isInteger(runs) || runs < 1 || runs > 100) {
  console.error('npm run bench -- sealing [--runs 1..100] [--json]');
  process.exit(2);
}
const rows = await benchSealing(runs);
console.log(values.json ? JSON.stringify({ bench: 'sealing', runs, rows }, null, 2) : table(rows));

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
