import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { Refusal } from '../../../foundation/errors.ts';
import type { Build } from './build-tree.ts';

export interface BenchSession {
  /** Of its page, with the one token it takes. */
  readonly address: string;
  close(): Promise<void>;
}

/** @throws Refusal `session-failed` */
export async function startSession({ tree, page }: Build): Promise<BenchSession> {
  const script = join(import.meta.dirname, 'session-child.ts');
  const child = spawn(process.execPath, [script, tree, page], { stdio: ['pipe', 'pipe', 'inherit'] });
  const gone = new Promise<null>((resolve) => child.once('exit', () => resolve(null)));
  const address = await Promise.race([gone, new Promise<string>((resolve) => child.stdout.once('data', resolve))]);
  if (address === null) throw new Refusal('session-failed', tree);
  return {
    address: String(address).trim(),
    async close() {
      child.stdin.end();
      await gone;
    },
  };
}
