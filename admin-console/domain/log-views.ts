import type { LogBatch } from '../../fleet-link/log-lines.ts';
import type { LogViewBegun, LogViewPart } from '../contract/terminals/log-views.ts';

/** How long somebody reads along, in milliseconds. */
export const LOG_VIEW = {
  /** Whoever has left the page does not renew: so long after that the terminal is not asked any more. */
  renewed: 30_000,
  /** From the beginning; whoever wants more gives a reason again. */
  longest: 10 * 60_000,
} as const;

/** What the links write down of logs that somebody reads. */
export interface LogArrivals {
  /** Whether this terminal's software knows how. */
  answered(terminalId: string, answer: 'reading' | 'not-known'): Promise<void>;
  arrived(terminalId: string, batch: LogBatch): Promise<void>;
}

/** Who reads along with the log of which terminal. */
export interface LogViews {
  /** Written into the audit. @throws Refusal `not-linked` */
  begin(terminalId: string, actor: string, reason: string): Promise<LogViewBegun>;
  /** @throws Refusal `not-found` if this person's view is over */
  renew(terminalId: string, view: string, actor: string): Promise<void>;
  /** What has arrived after batch number `after`. @throws Refusal `not-found` */
  read(terminalId: string, view: string, actor: string, after: number): Promise<LogViewPart>;
}
