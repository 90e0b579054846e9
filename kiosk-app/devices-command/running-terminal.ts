import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DeviceKind, DeviceState } from '../../device-drivers/contract.ts';
import { Refusal } from '../../foundation/errors.ts';
import { lockDirectory } from '../terminal/store/database.ts';

/**
 * Most devices serve one program at a time: a payment terminal has one ECR connection, an AusweisApp one client. So a
 * technician's command never reaches for a device while the terminal runs. Which of the two is at work is settled by
 * the lock on the terminal's data directory: the command holds it itself while it asks, and a terminal that is started
 * meanwhile ends with `already-running` and is started again by whoever supervises it.
 *
 * @returns what gives the lock back; `in-use`: the terminal has it; `null`: there is no data directory of a terminal
 */
export function takeDevices(data: string): { release(): void } | 'in-use' | null {
  const lock = join(data, 'lock.db');
  if (!existsSync(lock)) return null;
  try {
    return lockDirectory(lock);
  } catch (thrown) {
    if (thrown instanceof Refusal && thrown.reason === 'already-running') return 'in-use';
    throw thrown;
  }
}

/** What the terminal last said of a device, in its own log. */
export interface ToldState {
  readonly state: DeviceState;
  readonly reason: string | null;
  /** Epoch milliseconds. */
  readonly at: number;
}

const LogLine = z.looseObject({
  at: z.iso.datetime(),
  event: z.string(),
  device: DeviceKind.optional(),
  state: DeviceState.optional(),
  reason: z.string().nullable().optional(),
});

/** Files to read: the log and, where it was set aside since the terminal's start, the one before. */
const LOG_FILES = ['logs/terminal.log.1', 'logs/terminal.log'] as const;

/** The last state of each device since the terminal's last start: it logs every change (`device.health`). */
export function toldStates(data: string): ReadonlyMap<DeviceKind, ToldState> {
  const told = new Map<DeviceKind, ToldState>();
  for (const file of LOG_FILES) {
    const path = join(data, file);
    if (!existsSync(path)) continue;
    for (const line of readFileSync(path, 'utf8').split('\n')) {
      // Most lines are of no interest, and the files are up to 10 MiB.
      if (line.includes('"terminal.started"')) told.clear();
      if (!line.includes('"device.health"')) continue;
      const entry = lineOf(line);
      if (!entry?.device || !entry.state) continue;
      const reason = entry.reason === 'none' ? null : (entry.reason ?? null);
      told.set(entry.device, { state: entry.state, reason, at: Date.parse(entry.at) });
    }
  }
  return told;
}

function lineOf(line: string): z.infer<typeof LogLine> | null {
  try {
    return LogLine.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    // The last line of a file that is being written.
    return null;
  }
}
