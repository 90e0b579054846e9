import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Line, line } from '../client-and-service.ts';
import type { RealClient } from '../real-clients.ts';

/** The eID line of a session with a real client, in a directory of its own. */
export interface RealLine extends Line {
  readonly directory: string;
}

export async function realLine(on: RealClient): Promise<RealLine & AsyncDisposable> {
  const directory = await mkdtemp(join(on.homes, 'eid-real-'));
  const at = await line({ kind: 'start', command: on.command, builtInSimulatorCard: true }, directory);
  return {
    ...at,
    directory,
    async [Symbol.asyncDispose]() {
      await at[Symbol.asyncDispose]();
      await rm(directory, { recursive: true });
    },
  };
}

/** The process that has this home: no other test's. */
export function pidOf(on: RealClient, home: string): number {
  const out = execFileSync('ps', ['-eo', 'pid=,args=', 'e', '-ww'], { encoding: 'utf8', maxBuffer: 32e6 });
  const inside = home.slice(on.root.length);
  const own = out.split('\n').find((text) => text.includes(` HOME=${inside} `) && /AusweisApp2? --ui/.test(text));
  const pid = Number(own?.trim().split(/\s+/)[0]);
  if (!Number.isInteger(pid)) throw new Error('the started AusweisApp was not found');
  return pid;
}
