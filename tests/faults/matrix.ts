import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal, reasonOf } from '../../foundation/errors.ts';
import { Turns } from '../../foundation/turns.ts';
import type { Cell } from './cell.ts';
import { type Corner, openCorner } from './fault-stack.ts';
import { type CellReport, plainVisit, playCell } from './play-cell.ts';

/** Ports that were free may be taken by somebody else's stack a moment later. */
const OPENINGS = 3;

export interface MatrixOptions {
  readonly cells: readonly Cell[];
  /** Corners side by side, each with a stack and a browser of its own. */
  readonly jobs: number;
  /** Emptied first. */
  readonly out: string;
  readonly onCell: (report: CellReport) => void;
  /** Ends the run: every stack and browser is closed before the report comes, with the cells played until then. */
  readonly signal?: AbortSignal;
  /** Leaves what the stacks wrote, for looking into. */
  readonly keepTraces?: boolean;
}

export interface MatrixReport {
  readonly cells: readonly CellReport[];
  /** What a whole corner left behind: files outside the inbox with something personal in them. */
  readonly leaks: readonly string[];
  readonly ms: number;
}

/** Plays every cell, on as few stacks as their faults can be undone cleanly. */
export async function playMatrix(options: MatrixOptions): Promise<MatrixReport> {
  const { cells, jobs, out, onCell, signal = new AbortController().signal, keepTraces = false } = options;
  const began = performance.now();
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const waiting = [...cells];
  const reports = new Map<Cell, CellReport>();
  const leaks: string[] = [];
  let opened = 0;
  const stopped = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Refusal('stopped')), { once: true });
  });
  stopped.catch(() => {});
  /** What it waits for may go on for a minute; a run that is ended does not wait for it. */
  const unlessStopped = <T>(work: Promise<T>): Promise<T> => Promise.race([stopped, work]);

  /** One at a time: two stacks that look for free ports in the same moment may find the same ones. */
  const openings = new Turns();
  function open(): Promise<Corner> {
    return openings.take(async () => {
      for (let tries = 1; ; tries++) {
        if (signal.aborted) throw new Refusal('stopped');
        opened += 1;
        let corner: Corner | null = null;
        try {
          corner = await openCorner(join(out, `corner-${opened}`));
          await unlessStopped(corner.clean([]));
          await unlessStopped(plainVisit(corner));
          return corner;
        } catch (thrown) {
          await corner?.close();
          if (tries === OPENINGS || signal.aborted) throw thrown;
        }
      }
    });
  }

  async function lane(): Promise<void> {
    let corner: Corner | null = null;
    const shut = async () => {
      const closing = corner;
      corner = null;
      await closing?.close();
      if (!signal.aborted) leaks.push(...(closing?.leaks(true) ?? []));
      if (closing && !keepTraces) rmSync(closing.stage.traces, { recursive: true, force: true });
    };
    try {
      for (let cell = waiting.shift(); cell; cell = waiting.shift()) {
        corner ??= await open();
        const report = await unlessStopped(playCell(corner, cell));
        reports.set(cell, report);
        onCell(report);
        if (!report.isClean) await shut();
      }
    } finally {
      await shut();
    }
  }

  const lanes = await Promise.allSettled(Array.from({ length: Math.min(jobs, cells.length) }, lane));
  for (const { reason } of signal.aborted ? [] : lanes.filter((one) => one.status === 'rejected'))
    leaks.push(`a corner could not be used: ${reason instanceof Error ? reason.message : reasonOf(reason)}`);
  return {
    cells: cells.flatMap((cell) => reports.get(cell) ?? []),
    leaks,
    ms: Math.round(performance.now() - began),
  };
}
