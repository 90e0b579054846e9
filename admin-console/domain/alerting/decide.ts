import { type AlertCause, CAUSES } from '../../contract/alerting/causes.ts';
import type { AlertRules } from '../../contract/alerting/rules.ts';
import { causesOf, type Observation, type StandingCause } from './causes-of.ts';
import { advance, beginning, type Episode, type EpisodeTelling, type Seen, type Watching } from './episode.ts';
import { type Mute, mutedUntil } from './mutes.ts';
import type { ObservedTerminal, WatchedTerminal } from './observed.ts';

const MINUTE = 60_000;

/** What becomes of one episode at one look. */
export interface EpisodeDecision<Kept extends Episode> {
  /** `null`: it begins now. */
  readonly before: Kept | null;
  /** `null`: it is forgotten. */
  readonly after: Episode | null;
  readonly telling: EpisodeTelling | null;
}

/** What one look at a terminal goes by. */
export interface TerminalLook {
  /** `null`: there is no such terminal any more. */
  readonly terminal: ObservedTerminal | null;
  readonly watched: WatchedTerminal;
  readonly rules: AlertRules;
  readonly mutes: readonly Mute[];
  /** The hub watches since then without a gap: nobody is offline for longer. */
  readonly watchingSince: number;
  readonly now: number;
}

const NOTHING: Observation = { standing: [], isKnown: () => true };

/** Looks at one terminal. What has not changed is left out. */
export function decide<Kept extends Episode>(
  live: readonly Kept[],
  look: TerminalLook,
): readonly EpisodeDecision<Kept>[] {
  const { terminal, now } = look;
  const observation = terminal ? causesOf(seenByHub(terminal, look), look.watched, look.rules, now) : NOTHING;
  const begun = observation.standing
    .filter((cause) => !live.some((episode) => isSame(episode, cause)))
    .map((cause) => {
      const since = Math.min(cause.since ?? now, now);
      return { before: null, ...advance(beginning(cause, since), stands(cause), watchingOf(cause.cause, look), now) };
    });
  const continued = live.map((before) => ({
    before,
    ...advance(before, seenOf(before, observation, look), watchingOf(before.cause, look), now),
  }));
  return [...continued, ...begun]
    .filter(({ before, episode }) => before !== null || episode !== null)
    .map(({ before, episode, telling }) => ({
      before,
      after: episode,
      telling: telling?.kind === 'recovered' && isQuiet(before) ? null : telling,
    }))
    .filter(({ before, after, telling }) => telling !== null || hasChanged(before, after));
}

function seenByHub(terminal: ObservedTerminal, { watchingSince }: TerminalLook): ObservedTerminal {
  const { offlineSince } = terminal;
  return offlineSince === null ? terminal : { ...terminal, offlineSince: Math.max(offlineSince, watchingSince) };
}

function seenOf(episode: Episode, { standing, isKnown }: Observation, { terminal, rules }: TerminalLook): Seen {
  if (!terminal || rules.causes[episode.cause]?.isOff) return { kind: 'off' };
  const found = standing.find((cause) => isSame(episode, cause));
  if (found) return stands(found);
  return { kind: isKnown(episode.cause) ? 'gone' : 'unknown' };
}

function watchingOf(cause: AlertCause, { terminal, rules, mutes, now }: TerminalLook): Watching {
  const rule = rules.causes[cause];
  return {
    graceMs: (rule?.graceMinutes ?? CAUSES[cause].graceMinutes) * MINUTE,
    recoveryMs: (rule?.recoveryMinutes ?? CAUSES[cause].recoveryMinutes) * MINUTE,
    steps: rules.steps,
    mutedUntil: terminal ? mutedUntil(mutes, terminal, cause, now) : null,
  };
}

const stands = ({ severity, reason, isTaken }: StandingCause): Seen => ({ kind: 'stands', severity, reason, isTaken });

const isSame = (a: Pick<Episode, 'cause' | 'subject'>, b: Pick<Episode, 'cause' | 'subject'>): boolean =>
  a.cause === b.cause && a.subject === b.subject;

const isQuiet = (episode: Episode | null): boolean => episode !== null && CAUSES[episode.cause].endsQuietly === true;

function hasChanged(before: Episode | null, after: Episode | null): boolean {
  if (!before || !after) return before !== after;
  return (Object.keys(after) as (keyof Episode)[]).some((key) => after[key] !== before[key]);
}
