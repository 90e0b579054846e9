import type { EpisodeView } from './views.ts';

type Meaning = Pick<EpisodeView, 'cause' | 'subject' | 'reason'>;

/** What an alert means, for addresses and filters: the reason tells devices apart; of anything else it is a detail. */
export function causeKey({ cause, subject, reason }: Meaning): string {
  if (cause === 'device') return [cause, subject, reason ?? ''].join('.');
  return cause === 'portal' || cause === 'not-equipped' ? `${cause}.${subject}` : cause;
}

/** What a key names; what it leaves out is `null`. */
export function meaningOf(key: string): {
  readonly cause: string;
  readonly subject: string | null;
  readonly reason: string | null;
} {
  const [cause = '', subject = null, ...reason] = key.split('.');
  return { cause, subject, reason: reason.length > 0 ? reason.join('.') : null };
}
