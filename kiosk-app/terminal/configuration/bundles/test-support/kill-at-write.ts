import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/**
 * `node --import`: from `armKill()` on counts what is done to the disk and kills this process with SIGKILL at the call
 * number `KILL_AT` (from 1): before it, or, for a write if `KILL_HALF` is set, after half of its bytes.
 */
const at = Number(process.env.KILL_AT ?? 0);
const isHalf = process.env.KILL_HALF === '1';
const NAMES = ['writeFileSync', 'renameSync', 'fsyncSync', 'mkdirSync', 'rmSync', 'openSync'] as const;
const calls: string[] = [];
let isArmed = false;

/** @returns names of the calls so far */
export function armKill(armed: boolean): readonly string[] {
  isArmed = armed;
  return calls;
}

for (const name of NAMES) {
  const original = fs[name] as (...args: unknown[]) => unknown;
  Object.assign(fs, {
    [name](...args: unknown[]) {
      if (isArmed && calls.push(name) === at) {
        if (isHalf && name === 'writeFileSync') original(args[0], half(args[1]), args[2]);
        process.kill(process.pid, 'SIGKILL');
      }
      return original(...args);
    },
  });
}
syncBuiltinESMExports();

function half(bytes: unknown): unknown {
  const whole = typeof bytes === 'string' ? Buffer.from(bytes) : (bytes as Uint8Array);
  return whole.subarray(0, whole.length >> 1);
}
