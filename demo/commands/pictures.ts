import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../foundation/clock.ts';
import { startFleet } from '../fleet/start-fleet.ts';
import { SHOTS } from '../pictures/shots.ts';
import { takePictures } from '../pictures/take-pictures.ts';
import { choosePorts } from '../ports.ts';
import { startStack } from '../stack.ts';

/**
 * `npm run pictures [-- <name> …]`: the pictures of README and docs, taken anew of a demo of its own with its simulated
 * fleet. Names are those of `demo/pictures/shots.ts`; all if left out.
 */
const ROOT = join(import.meta.dirname, '../..');
const TERMINALS = 40;
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !SHOTS.some((shot) => shot.name === name));
if (unknown.length > 0) {
  console.error(`No picture ${unknown.join(', ')}; there are ${SHOTS.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}

const directory = mkdtempSync(join(tmpdir(), 'pictures-'));
const onDeath = (name: string, how: string) => console.error(`${name} ended (${how})`);
const stack = await startStack({
  ...{ directory, keyDirectory: join(ROOT, '.cache/demo-keys'), ports: await choosePorts('free', () => {}) },
  ...{ scanner: 'simulator', eid: { kind: 'simulator' }, window: null, pace: 1, clock: systemClock, onDeath },
});
const fleet = startFleet({ directory, terminals: TERMINALS, hasOffice: true, clock: systemClock, onDeath });
try {
  await takePictures({
    ...{ stack, terminals: TERMINALS, directory: join(ROOT, 'docs/pictures'), clock: systemClock },
    shots: SHOTS.filter(({ name }) => wanted.length === 0 || wanted.includes(name)),
    onWritten: (name, bytes) => console.log(`docs/pictures/${name}.png  ${Math.ceil(bytes / 1_000)} kB`),
  });
} finally {
  await Promise.all([fleet.stop(), stack.stop()]);
  rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
}
process.exit(0);
