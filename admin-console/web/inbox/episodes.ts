import type { CommandKind } from '../../../fleet-link/command-kinds.ts';
import type { Severity } from '../../contract/alerting/alerts.ts';
import { causeKey, meaningOf } from '../../contract/alerting/cause-key.ts';
import { CAUSES } from '../../contract/alerting/causes.ts';
import type { EpisodeView, MuteView } from '../../contract/alerting/views.ts';
import { findingWords } from '../findings.ts';
import type { Say } from '../texts.ts';
import './inbox-texts.ts';

/** Episodes that mean the same, so that one look or one act may settle them together. */
export interface EpisodeGroup {
  /** Of its cause, device and reason; stands in addresses. */
  readonly key: string;
  readonly severity: Severity;
  /** The oldest first; never empty. */
  readonly episodes: readonly [EpisodeView, ...EpisodeView[]];
}

/** Where an episode stands on the page. `cleared`: gone, and soon over by itself. `asleep`: somebody has put it off. */
export type EpisodeShelf = 'open' | 'fresh' | 'cleared' | 'asleep';

const SEVERITIES: readonly Severity[] = ['urgent', 'soon', 'note'];
const ORDER = Object.keys(CAUSES);

export function shelfOf(episode: EpisodeView, mutes: readonly MuteView[], now: number): EpisodeShelf {
  if (episode.state === 'muted' || mutes.some((mute) => isMutedBy(episode, mute, now))) return 'asleep';
  if (episode.state === 'pending') return 'fresh';
  return episode.clearSince === null ? 'open' : 'cleared';
}

/** As far as a page can tell: locations are known to the hub only. */
function isMutedBy({ tenantId, terminalId, cause }: EpisodeView, mute: MuteView, now: number): boolean {
  if (mute.tenantId !== tenantId || mute.endedAt !== null || mute.from > now || mute.until <= now) return false;
  if (mute.cause !== null && mute.cause !== cause) return false;
  return mute.scope.kind === 'tenant' || (mute.scope.kind === 'terminals' && mute.scope.ids.includes(terminalId));
}

/** The most urgent first, then in the order in which somebody should look. */
export const compareMeaning = (
  a: Pick<EpisodeView, 'cause' | 'severity'>,
  b: Pick<EpisodeView, 'cause' | 'severity'>,
): number =>
  SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || ORDER.indexOf(a.cause) - ORDER.indexOf(b.cause);

/** Those that come first, then the larger. */
export function groupsOf(episodes: readonly EpisodeView[]): readonly EpisodeGroup[] {
  const byKey = new Map<string, EpisodeView[]>();
  for (const episode of episodes) byKey.set(causeKey(episode), [...(byKey.get(causeKey(episode)) ?? []), episode]);
  const groups = [...byKey].map(([key, all]) => {
    const sorted = all.toSorted((a, b) => a.since - b.since) as [EpisodeView, ...EpisodeView[]];
    return { key, severity: worstOf(all), episodes: sorted };
  });
  return groups.sort(
    (a, b) =>
      compareMeaning({ ...a.episodes[0], severity: a.severity }, { ...b.episodes[0], severity: b.severity }) ||
      b.episodes.length - a.episodes.length,
  );
}

export const worstOf = (episodes: readonly Pick<EpisodeView, 'severity'>[]): Severity =>
  SEVERITIES.find((severity) => episodes.some((one) => one.severity === severity)) ?? 'note';

/** "Belegdrucker: Papier leer", "Terminal nicht verbunden". */
export function episodeWords(
  { cause, subject, reason, severity }: Pick<EpisodeView, 'cause' | 'subject' | 'reason' | 'severity'>,
  say: Say,
): string {
  if (cause === 'device' || cause === 'portal')
    return findingWords({ kind: cause, subject, reason: reason ?? 'faulty', severity }, say);
  if (cause === 'not-equipped')
    return findingWords({ kind: 'service', subject, reason: reason ?? 'not-equipped', severity }, say);
  return say(`cause.${cause}`);
}

/** The same of a key in an address. */
export function keyWords(key: string, say: Say): string {
  const { cause, subject, reason } = meaningOf(key);
  return episodeWords({ cause: cause as EpisodeView['cause'], subject: subject ?? '', reason, severity: 'soon' }, say);
}

/** What the title does not say yet; `null` if nothing. */
export function detailOf({ cause, subject, reason }: EpisodeView, say: Say): string | null {
  if (cause === 'other') return subject;
  if (reason === null || cause === 'device' || cause === 'portal' || cause === 'not-equipped') return null;
  const days = /^days-(\d+)$/.exec(reason)?.[1];
  if (days !== undefined) return say.count('episode.days', Number(days));
  const closing = /^closing-(\d+)$/.exec(reason)?.[1];
  if (closing !== undefined) return say('alerts.closing', { n: closing });
  return cause === 'out-of-service' ? say(`mode-reason.${reason}`) : say(`reason.${reason}`);
}

/** What the runbook begins with, where that is a command; `null` where a person must go or call. */
export function firstCommand({
  cause,
  subject,
  reason,
}: Pick<EpisodeView, 'cause' | 'subject' | 'reason'>): { kind: CommandKind; device?: string } | null {
  switch (cause) {
    case 'device':
      // One that does not answer is woken; one that answers is asked what is wrong.
      return { kind: reason === 'offline' ? 'device-reset' : 'device-health-check', device: subject };
    case 'out-of-service':
      return reason === 'out-of-service' ? { kind: 'restart-ui' } : { kind: 'self-test' };
    case 'portal':
    case 'delivery-overdue':
    case 'clock-wrong':
      return { kind: 'network-check' };
    case 'unused':
      return { kind: 'self-test' };
    case 'storage-low':
      return { kind: 'collect-logs' };
    default:
      return null;
  }
}
