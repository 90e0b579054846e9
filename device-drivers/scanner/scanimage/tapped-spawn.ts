import type { Tap } from '../../recording/tap.ts';
import type { Spawn } from './process.ts';

/** scanimage with a tap on what it writes. */
export const tappedSpawn =
  (spawn: Spawn, tap: Tap): Spawn =>
  (command, args, environment) => {
    const child = spawn(command, args, environment);
    const tapped = tap.connection(args);
    child.stdout.on('data', (chunk) => tapped.data('received', chunk));
    child.stderr.on('data', (chunk) => tapped.data('noted', chunk));
    child.once('error', () => tapped.closed('not-startable'));
    child.once('close', (exitCode, signal) =>
      tapped.closed(exitCode === null ? `signal ${signal}` : `exit ${exitCode}`),
    );
    return child;
  };
