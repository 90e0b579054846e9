import { EventEmitter } from 'node:events';
import type { Recording } from '../../device-drivers/recording/format.ts';
import { maskArguments } from '../../device-drivers/recording/mask.ts';
import type { Spawn } from '../../device-drivers/scanner/scanimage/process.ts';
import type { Clock } from '../../foundation/clock.ts';
import { ConnectionReplay, type ReplayEnd } from './connection.ts';

export interface ReplayedProcesses {
  readonly spawn: Spawn;
  readonly runs: readonly Promise<ReplayEnd | { readonly kind: 'other-arguments'; readonly got: readonly string[] }>[];
}

/**
 * scanimage as it was recorded, run by run; to be handed to the driver instead of a real `spawn`. A run with other
 * arguments than then fails to start. Sheets of a feeder are not in a recording: their files are missing.
 */
export function replayProcesses(recording: Recording, clock: Clock): ReplayedProcesses {
  const runs: ReplayedProcesses['runs'][number][] = [];
  const spawn: Spawn = (_command, args) => {
    const number = runs.length;
    const process = new EventEmitter();
    const [stdout, stderr] = [new EventEmitter(), new EventEmitter()];
    const opened = recording.events.find(({ c, d }) => c === number && d === 'opened');
    const recorded = opened?.d === 'opened' ? (opened.about ?? []) : null;
    const got = maskArguments(args);
    if (recorded?.join('\0') !== got.join('\0')) {
      runs.push(Promise.resolve({ kind: 'other-arguments', got }));
      clock.setTimeout(() => process.emit('error', new Error('not in the recording')), 0);
    } else {
      const replay = new ConnectionReplay(recording, number, clock, {
        send: (direction, content) => (direction === 'noted' ? stderr : stdout).emit('data', content),
        close: (reason) => process.emit('close', /^exit (\d+)$/.exec(reason) ? Number(reason.slice(5)) : null, null),
      });
      runs.push(replay.finished);
    }
    return Object.assign(process, {
      stdout,
      stderr,
      kill: (signal: NodeJS.Signals) => process.emit('close', null, signal),
    });
  };
  return { spawn, runs };
}
