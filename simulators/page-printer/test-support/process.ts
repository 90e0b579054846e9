import { type ChildProcess, spawn } from 'node:child_process';

export interface Running {
  /** Everything it wrote so far. */
  output(): string;
  isUp(): boolean;
  stop(): Promise<void>;
}

/** A real peer as a child process of the test. */
export function run(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Running {
  const child: ChildProcess = spawn(command, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  let isUp = true;
  const ended = new Promise<void>((resolve) => {
    child.on('error', () => resolve());
    child.on('close', () => resolve());
  }).then(() => {
    isUp = false;
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
  }
  return {
    output: () => text,
    isUp: () => isUp,
    async stop() {
      if (isUp) child.kill('SIGTERM');
      const harder = setTimeout(() => child.kill('SIGKILL'), 5_000);
      await ended;
      clearTimeout(harder);
    },
  };
}

/** Polls real time, for peers that live in it. @throws after `limit` milliseconds */
export async function eventually(condition: () => boolean | Promise<boolean>, limit = 20_000): Promise<void> {
  for (const startedAt = performance.now(); !(await condition()); ) {
    if (performance.now() - startedAt > limit) throw new Error(`still not so after ${limit} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
