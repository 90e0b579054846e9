import { causeKey } from '../../contract/alerting/cause-key.ts';
import type { EpisodeView, StandingCount } from '../../contract/alerting/views.ts';
import { compareMeaning, groupsOf, worstOf } from '../inbox/episodes.ts';

/** Something that needs a person, at one terminal or many. */
export interface Need extends Pick<EpisodeView, 'cause' | 'subject' | 'reason' | 'severity'> {
  readonly key: string;
  /** How many alerts mean this. */
  readonly count: number;
  /** Those that are known one by one; of very many only some. */
  readonly episodes: readonly EpisodeView[];
}

/** @param counts `null` where all alerts are known one by one; else the hub has counted them */
export function needsOf(episodes: readonly EpisodeView[], counts: readonly StandingCount[] | null): readonly Need[] {
  const groups = groupsOf(episodes);
  if (counts === null)
    return groups.map(({ key, severity, episodes: all }) => ({
      ...meaning(all[0]),
      ...{ key, severity, count: all.length, episodes: all },
    }));
  const known = new Map(groups.map((group) => [group.key, group.episodes]));
  return [...Map.groupBy(counts, causeKey)]
    .flatMap(([key, all]) => {
      const [first] = all;
      if (!first) return [];
      const count = all.reduce((sum, { terminals }) => sum + terminals, 0);
      return [{ ...meaning(first), key, severity: worstOf(all), count, episodes: known.get(key) ?? [] }];
    })
    .sort((a, b) => compareMeaning(a, b) || b.count - a.count);
}

const meaning = ({ cause, subject, reason }: Pick<EpisodeView, 'cause' | 'subject' | 'reason'>) => ({
  cause,
  subject,
  reason,
});
