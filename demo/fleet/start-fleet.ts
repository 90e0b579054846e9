import { join } from 'node:path';
import type { Clock } from '../../foundation/clock.ts';
import { type Child, runChild } from '../child-programs.ts';

/**
 * Brings up simulated terminals beside a stack that is up; returns at once, they come in one after the other.
 * @param options.directory of the stack
 * @param options.terminals how many, 40 at most
 * @param options.databaseUrl of the hub, as for the stack
 */
export const startFleet = (options: {
  readonly directory: string;
  readonly terminals: number;
  /** People have worked with the hub for weeks: releases, drafts, rollouts, notes. */
  readonly hasOffice: boolean;
  readonly databaseUrl?: string | undefined;
  readonly clock: Clock;
  readonly onDeath: (name: string, how: string) => void;
}): Child =>
  runChild({
    ...{ name: 'fleet', script: join(import.meta.dirname, 'main.ts'), logs: join(options.directory, 'logs') },
    args: [
      ...['--hub', join(options.directory, 'hub'), '--data', join(options.directory, 'fleet')],
      ...['--terminals', `${options.terminals}`],
      ...(options.hasOffice ? ['--office'] : []),
    ],
    env: options.databaseUrl === undefined ? {} : { DATABASE_URL: options.databaseUrl },
    ...{ clock: options.clock, onDeath: options.onDeath },
  });
