import { PAPER_METERS } from '../../../fleet-link/paper-meters.ts';
import type { KeptReport } from '../../contract/terminals/terminal-view.ts';
import { DELAYS } from './delays.ts';
import type { WatchedTerminal } from './observed.ts';
import { addSample, type PaperState } from './paper-forecast.ts';

/** Steps at which nobody is being served, and counts of sessions that had somebody (names of the terminal). */
const IDLE: readonly string[] = ['starting', 'attract', 'closed', 'out-of-service'];
const SESSIONS = ['completed', 'cancelled', 'timed-out', 'idle', 'failed'].map((outcome) => `session.${outcome}`);
/** `null`: a terminal that does not tell it is not forecast. */
export function paperOf(status: Pick<KeptReport, 'counts'> | null, now: number): PaperState | null {
  const [usedMm, onRollMm, rollMm] = [PAPER_METERS.used, PAPER_METERS.onRoll, PAPER_METERS.roll].map(
    (name) => status?.counts[name],
  );
  if (usedMm === undefined || onRollMm === undefined || rollMm === undefined) return null;
  return { at: now, usedMm, onRollMm, leftMm: Math.max(0, rollMm - onRollMm) };
}

/** @returns what has to be remembered now; the same object if nothing new */
export function watch(before: WatchedTerminal | null, status: KeptReport | null, now: number): WatchedTerminal {
  const known = before ?? { since: now, usedAt: null, sessions: countOf(status), paper: [] };
  if (!status) return known;
  const sessions = countOf(status);
  const isUsed = !IDLE.includes(status.step) || sessions > known.sessions;
  const usedAt = isUsed && now - (known.usedAt ?? 0) >= DELAYS.useNoted ? now : known.usedAt;
  const sample = paperOf(status, now);
  const paper = sample ? addSample(known.paper, sample) : known.paper;
  // Each count need not be written, but one that began anew must.
  const isNew = usedAt !== known.usedAt || sessions < known.sessions || paper !== known.paper;
  return isNew ? { ...known, usedAt, sessions, paper } : known;
}

const countOf = (status: KeptReport | null): number =>
  SESSIONS.reduce((sum, name) => sum + (status?.counts[name] ?? 0), 0);
