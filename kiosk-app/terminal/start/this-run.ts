import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { CommandRun } from '../store/received-commands.ts';

/** This start of the terminal, and the start of the machine it belongs to (random(4), /proc/sys/kernel/random/boot_id). */
export function thisRun(): CommandRun {
  return { run: randomUUID(), boot: bootId() };
}

function bootId(): string | null {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return null;
  }
}
