import { spawn as spawnChild } from 'node:child_process';
import type { Clock, Timer } from '../../../foundation/clock.ts';
import type { ScanFault } from '../contract.ts';
import { DELAYS } from '../delays.ts';
import { LineSplitter, parseMessage, type ScanimageMessage } from './messages.ts';

/** The part of a child process that the driver uses; tests hand in one that they play themselves. */
export interface ScanProcess {
  readonly stdout: { on(event: 'data', listener: (chunk: Uint8Array) => void): unknown };
  readonly stderr: { on(event: 'data', listener: (chunk: Uint8Array) => void): unknown };
  once(event: 'error', listener: (error: Error) => void): unknown;
  once(event: 'close', listener: (exitCode: number | null, signal: NodeJS.Signals | null) => void): unknown;
  kill(signal: NodeJS.Signals): unknown;
}

export type Spawn = (
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
) => ScanProcess;

export const spawnScanimage: Spawn = (command, args, environment) => {
  const { PATH = '', HOME = '/' } = process.env;
  // C: the texts on standard error are matched. HOME: SANE looks for ~/.sane/pass.
  return spawnChild(command, args, {
    env: { PATH, HOME, ...environment, LC_ALL: 'C' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
};

export interface Run {
  readonly spawn: Spawn;
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Without a byte for so long the process is ended, in milliseconds. */
  readonly stalledAfter: number;
  /** @returns `complete`: nothing more can come, the process should end; `stop`: it must end now */
  readonly onOutput: (chunk: Uint8Array) => 'more' | 'complete' | 'stop';
  readonly onMessage?: (message: ScanimageMessage) => void;
}

/** How a run ended. `said` is the fault it named itself; `undefined` if it named none. */
export interface RunEnd {
  readonly how: 'exited' | 'not-startable' | 'cancelled' | 'stalled' | 'stopped' | 'hung-at-exit';
  /** `null` if a signal ended it. */
  readonly exitCode: number | null;
  readonly said: ScanFault | null | undefined;
  readonly badOption: boolean;
  /** Name of the option it refused, where it told it. */
  readonly refusedOption: string | null;
  /** Where it failed, by its own word; `null` if it named no failure. */
  readonly failedAt: 'open' | 'start' | 'read' | null;
}

type Words = Omit<RunEnd, 'how' | 'exitCode'>;
const NOTHING_SAID: Words = { said: undefined, badOption: false, refusedOption: null, failedAt: null };

/** Runs scanimage once and watches over it: it always ends, and the end says how. Never rejects. */
export function runScanimage(run: Run): Promise<RunEnd> {
  const { clock, signal } = run;
  if (signal.aborted) {
    return Promise.resolve({ how: 'cancelled', exitCode: null, ...NOTHING_SAID });
  }
  return new Promise((resolve) => {
    let words: Words = NOTHING_SAID;
    let how: RunEnd['how'] = 'exited';
    let watch: Timer;
    let isLastWordSpoken = false;
    const child = run.spawn(run.command, run.args, run.environment);

    const settle = (end: RunEnd) => {
      clock.clearTimeout(watch);
      signal.removeEventListener('abort', onAbort);
      lines.end();
      resolve(end);
    };
    const rewatch = (ms: number, then: () => void) => {
      clock.clearTimeout(watch);
      watch = clock.setTimeout(then, ms);
    };
    const end = (as: RunEnd['how']) => {
      if (how !== 'exited') return;
      how = as;
      rewatch(DELAYS.stopWithin, () => child.kill('SIGKILL'));
      child.kill('SIGINT');
    };
    const live = () => {
      if (how === 'exited' && !isLastWordSpoken) rewatch(run.stalledAfter, () => end('stalled'));
    };
    const lastWord = () => {
      if (how !== 'exited' || isLastWordSpoken) return;
      isLastWordSpoken = true;
      rewatch(DELAYS.exitWithin, () => {
        how = 'hung-at-exit';
        child.kill('SIGKILL');
      });
    };
    const onAbort = () => end('cancelled');

    const lines = new LineSplitter((line) => {
      const message = parseMessage(line);
      if (!message) return;
      if (message.kind === 'failed' && words.failedAt === null) {
        words = { ...words, said: message.fault, failedAt: message.at };
      }
      if (message.kind === 'bad-option') words = { ...words, badOption: true, refusedOption: message.option };
      run.onMessage?.(message);
      // After "sane_read: …" of a batch the summary line follows at once, or the flatbed's run is over.
      if (message.kind === 'failed' || message.kind === 'batch-ended') lastWord();
    });

    child.once('error', () => {
      how = 'not-startable';
      settle({ how, exitCode: null, ...words });
    });
    child.once('close', (exitCode) => settle({ how, exitCode, ...words }));
    child.stderr.on('data', (chunk) => {
      live();
      lines.push(Buffer.from(chunk).toString('latin1'));
    });
    child.stdout.on('data', (chunk) => {
      live();
      const verdict = run.onOutput(chunk);
      if (verdict === 'complete') lastWord();
      else if (verdict === 'stop') end('stopped');
    });
    signal.addEventListener('abort', onAbort, { once: true });
    live();
  });
}

/** What a finished run means for the person at the device; `null`: it went well as far as the process knows. */
export function faultOfRun(end: RunEnd, faultOfCode: (exitCode: number) => ScanFault | null): ScanFault | null {
  switch (end.how) {
    case 'not-startable':
      return 'gone';
    case 'cancelled':
      return 'cancelled';
    case 'stopped':
      return 'too-large';
    case 'stalled':
      return 'io-error';
    case 'hung-at-exit':
      return end.said ?? null;
    case 'exited':
      if (end.said !== undefined) return end.said;
      return end.exitCode === null ? 'io-error' : faultOfCode(end.exitCode);
  }
}
