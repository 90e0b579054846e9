import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runProof } from '../fleet/hub-proof/run-proof.ts';
import { faultsOf, lineOf } from '../fleet/hub-proof/verdict.ts';

/**
 * `npm run hub-proof -- [--kills N] [--seed N]`: two hub processes on one PostgreSQL, one of which is killed at a random
 * instant, N times, while commands, alerts, configuration, a rollout, revocations and live views run. Exit 0 only if
 * nothing was lost, done twice or told twice. The seed chooses what is done and when; when a process dies within it, the
 * machine decides.
 */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(randomInt(1, 1_000_000)) },
  },
});
const [kills, seed] = [Number(values.kills), Number(values.seed)];
if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed)) {
  console.error('npm run hub-proof -- [--kills N] [--seed N]');
  process.exit(2);
}
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
console.error(`seed ${seed}`);
const out = join(import.meta.dirname, '../../.data/hub-proof');
const figures = await runProof({ kills, seed, out, say: (line) => console.error(line), stopped: stop.signal });
const faults = faultsOf(figures);
for (const fault of faults) console.error(`WRONG ${fault}`);
if (faults.length > 0) console.error(`logs and tables: ${out}`);
console.log(lineOf(figures));
process.exit(faults.length === 0 ? 0 : 1);
