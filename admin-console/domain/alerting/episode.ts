import type { Severity } from '../../contract/alerting/alerts.ts';
import type { AlertCause } from '../../contract/alerting/causes.ts';
import type { NotifyStep } from '../../contract/alerting/rules.ts';
import type { EpisodeView } from '../../contract/alerting/views.ts';

/** What people see of an episode and nothing is decided by. */
type Shown = 'id' | 'tenantId' | 'terminalId' | 'terminalName' | 'acknowledgedBy' | 'assignee';

/** One cause at one terminal, from its beginning to its end, as far as deciding needs it. */
export interface Episode extends Omit<EpisodeView, Shown> {
  /** Steps of notification that are done: the next one has this index. */
  readonly step: number;
  /** When it must be looked at again though nothing changes; `null`: then not. */
  readonly dueAt: number | null;
}

/** What is seen of the cause now. `unknown`: the terminal is not linked, so nothing can be told. */
export type Seen =
  | { readonly kind: 'stands'; readonly severity: Severity; readonly reason: string | null; readonly isTaken: boolean }
  | { readonly kind: 'gone' }
  | { readonly kind: 'unknown' }
  /** The tenant no longer wants to hear of it. */
  | { readonly kind: 'off' };

export interface Watching {
  readonly graceMs: number;
  readonly recoveryMs: number;
  readonly steps: readonly NotifyStep[];
  readonly mutedUntil: number | null;
}

/** Somebody is to be told: that it is open (step 0), that nobody has looked yet (later steps), that it is over. */
export type EpisodeTelling =
  | { readonly kind: 'steps'; readonly from: number; readonly to: number }
  | { readonly kind: 'recovered' };

export interface Advance {
  /** `null`: it never was; it is forgotten. */
  readonly episode: Episode | null;
  readonly telling: EpisodeTelling | null;
}

const MINUTE = 60_000;
const URGENCY: Readonly<Record<Severity, number>> = { note: 0, soon: 1, urgent: 2 };

/** An episode that begins now, or began when the cause is known to have. */
export const beginning = (
  seen: {
    readonly cause: AlertCause;
    readonly subject: string;
    readonly severity: Severity;
    readonly reason: string | null;
  },
  since: number,
): Episode => ({
  cause: seen.cause,
  subject: seen.subject,
  severity: seen.severity,
  reason: seen.reason,
  state: 'pending',
  since,
  openedAt: null,
  clearSince: null,
  closedAt: null,
  acknowledgedAt: null,
  step: 0,
  dueAt: since,
});

/**
 * The episode after one look. It opens once its cause has stood for the grace, and is over once the cause has been gone
 * for the recovery; in between, whatever comes and goes is the same episode. Looking again changes nothing.
 */
export function advance(episode: Episode, seen: Seen, watching: Watching, now: number): Advance {
  if (episode.state === 'closed') return { episode, telling: null };
  if (seen.kind === 'off') {
    return episode.state === 'open' ? { episode: closed(episode, now), telling: null } : forgotten;
  }
  if (episode.state !== 'open') return opening(episode, seen, watching, now);
  return seen.kind === 'stands'
    ? standing({ ...episode, clearSince: null }, seen, watching, now)
    : ending(episode, seen, watching, now);
}

const forgotten: Advance = { episode: null, telling: null };

function opening(episode: Episode, seen: Seen, watching: Watching, now: number): Advance {
  if (seen.kind === 'gone') return forgotten;
  if (seen.kind !== 'stands') return { episode: { ...episode, dueAt: null }, telling: null };
  const { severity, reason } = seen;
  const ripeAt = episode.since + watching.graceMs;
  if (now < ripeAt) return { episode: { ...episode, severity, reason, dueAt: ripeAt }, telling: null };
  if (watching.mutedUntil !== null) {
    return { episode: { ...episode, severity, reason, state: 'muted', dueAt: watching.mutedUntil }, telling: null };
  }
  return standing({ ...episode, severity, state: 'open', openedAt: now }, seen, watching, now);
}

function standing(
  episode: Episode,
  { severity, reason, isTaken }: Seen & { kind: 'stands' },
  { steps, mutedUntil }: Watching,
  now: number,
): Advance {
  const acknowledgedAt = episode.acknowledgedAt ?? (isTaken ? now : null);
  // What got worse is told to those who only hear of the worse; what got better again is as bad as it was.
  const isWorse = URGENCY[severity] > URGENCY[episode.severity];
  const worst = isWorse ? { severity, step: 0 } : {};
  const current = { ...episode, ...worst, reason, acknowledgedAt };
  if (acknowledgedAt !== null) return { episode: { ...current, dueAt: null }, telling: null };
  if (mutedUntil !== null) return { episode: { ...current, dueAt: mutedUntil }, telling: null };
  const dueOf = (step: NotifyStep) => (episode.openedAt ?? now) + step.afterMinutes * MINUTE;
  let next = current.step;
  while (next < steps.length && dueOf(steps[next] as NotifyStep) <= now) next++;
  const later = steps[next];
  return {
    episode: { ...current, step: next, dueAt: later ? dueOf(later) : null },
    telling: next > current.step ? { kind: 'steps', from: current.step, to: next } : null,
  };
}

function ending(episode: Episode, seen: Seen, { recoveryMs }: Watching, now: number): Advance {
  // Recovery counts only while it is seen.
  if (seen.kind === 'unknown') return { episode: { ...episode, clearSince: null, dueAt: null }, telling: null };
  const clearSince = episode.clearSince ?? now;
  const overAt = clearSince + recoveryMs;
  if (now < overAt) return { episode: { ...episode, clearSince, dueAt: overAt }, telling: null };
  return { episode: closed({ ...episode, clearSince }, now), telling: { kind: 'recovered' } };
}

const closed = (episode: Episode, now: number): Episode => ({
  ...episode,
  state: 'closed',
  closedAt: now,
  dueAt: null,
});

/** Whether a step is about this episode. */
export const concerns = (step: NotifyStep, { cause, severity }: Pick<Episode, 'cause' | 'severity'>): boolean =>
  URGENCY[severity] >= URGENCY[step.minSeverity] && (step.causes === null || step.causes.includes(cause));
