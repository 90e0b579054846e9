import type { OnCallRota } from '../../contract/alerting/rota.ts';
import type { AlertRules, NotifyTarget } from '../../contract/alerting/rules.ts';
import { concerns, type Episode, type EpisodeTelling } from './episode.ts';
import { onCall } from './on-call.ts';

export interface Audience {
  readonly rules: AlertRules;
  readonly rota: OnCallRota;
  /** Those that are not turned off. */
  readonly channelIds: readonly string[];
}

/**
 * Channels that the steps name for this episode, each once. What goes to whoever is on call while nobody is goes to every
 * channel: better to too many than to nobody.
 */
export function whoIsTold(
  episode: Episode,
  { from, to }: EpisodeTelling & { kind: 'steps' },
  { rules, rota, channelIds }: Audience,
  now: number,
): readonly string[] {
  const targets = rules.steps.slice(from, to).filter((step) => concerns(step, episode));
  const named = new Set(
    targets.flatMap((step) => step.to.flatMap((target) => channelsOf(target, rota, channelIds, now))),
  );
  return channelIds.filter((id) => named.has(id));
}

function channelsOf(target: NotifyTarget, rota: OnCallRota, all: readonly string[], now: number): readonly string[] {
  if (target.kind === 'all') return all;
  if (target.kind === 'channel') return [target.id];
  const reached = onCall(rota, now)
    .flatMap((person) => person.channelIds)
    .filter((id) => all.includes(id));
  return reached.length > 0 ? reached : all;
}
