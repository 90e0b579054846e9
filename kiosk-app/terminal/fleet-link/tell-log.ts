import type { hubSide } from '../../../fleet-link/contract.ts';
import { LINES_AT_ONCE, LONGEST_LINE, type LogBatch, LogLine } from '../../../fleet-link/log-lines.ts';
import type { Clock, Timer } from '../../../foundation/clock.ts';
import { reasonOf } from '../../../foundation/errors.ts';
import { code, type Log } from '../../../foundation/log.ts';
import type { Peer } from '../../../foundation/rpc/peer.ts';
import type { TerminalDelays } from '../configuration/delays.ts';
import type { RecentLines } from './recent-lines.ts';

/** The hub keeps no such batch, however often it is sent. */
const NEVER_KEPT: ReadonlySet<string> = new Set(['too-much', 'invalid-params', 'message-too-large']);
/** The hub wants no more of it. */
const OVER: ReadonlySet<string> = new Set(['not-asked', 'unknown-method', 'out-of-order']);

/**
 * Sends lines of the log as long as somebody at the hub reads them: first those that are here, then at most one batch
 * each `hubLogEvery`. What does not fit is counted.
 * @returns asks for it, for so many milliseconds from now
 */
export function tellLog(
  hub: Pick<Peer<typeof hubSide>, 'call' | 'closed'>,
  recent: Pick<RecentLines, 'after' | 'count'>,
  { delays, clock, log }: { readonly delays: TerminalDelays; readonly clock: Clock; readonly log: Log },
): (forMs: number) => void {
  let until = 0;
  let isReading = false;
  let isOpen = true;
  let timer: Timer | undefined;
  /** Lines that the hub knows, or that were counted as omitted. */
  let known = 0;
  let omitted = 0;

  async function tell(): Promise<void> {
    if (!isOpen || clock.monotonic() >= until) {
      isReading = false;
      return;
    }
    const count = recent.count;
    const texts = recent.after(known);
    const lines = texts.map(lineOf).filter((line) => line !== null);
    const batch: LogBatch = { lines, omitted: omitted + count - known - lines.length };
    try {
      if (count > known) await hub.call('log.lines', batch, delays.hubLogWithin);
      known = count;
      omitted = 0;
    } catch (thrown) {
      const reason = reasonOf(thrown);
      if (OVER.has(reason)) until = 0;
      else log.event('debug', 'hub.log.not-told', { reason: code(reason) });
      if (NEVER_KEPT.has(reason)) {
        omitted = batch.omitted + lines.length;
        known = count;
      }
    }
    timer = clock.setTimeout(() => void tell(), delays.hubLogEvery);
  }

  void hub.closed.then(() => {
    isOpen = false;
    clock.clearTimeout(timer);
  });
  return (forMs) => {
    until = clock.monotonic() + forMs;
    if (isReading) return;
    isReading = true;
    omitted = 0;
    known = Math.max(0, recent.count - LINES_AT_ONCE);
    log.event('info', 'hub.log.read');
    void tell();
  };
}

/** `null`: too long, or nothing that another machine should see. */
function lineOf(text: string): LogLine | null {
  if (text.length > LONGEST_LINE) return null;
  try {
    const { at, level, event, ...fields } = JSON.parse(text);
    return LogLine.safeParse({ at: Date.parse(at), level, event, fields }).data ?? null;
  } catch {
    return null;
  }
}
