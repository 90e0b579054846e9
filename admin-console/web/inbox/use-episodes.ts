import { useEffect, useState } from 'preact/hooks';
import { ALERTING_ROUTES } from '../../contract/alerting/alerting-routes.ts';
import type { EpisodeView } from '../../contract/alerting/views.ts';
import type { Desk } from '../frame/desk.ts';
import { get, LOOK_AGAIN, type Looked, useLook } from '../frame/look.ts';

/** Most alerts of one answer of the hub. */
const PART = 200;

interface Episodes {
  readonly looked: Looked<readonly EpisodeView[]>;
  readonly again: () => Promise<void>;
  /** Asks for older ones; `null`: there are none. */
  readonly more: (() => Promise<void>) | null;
}

/**
 * Alerts that are not closed, the newest first: the first part is kept up to date, older ones are as they were when they
 * were asked for. @param filter as the hub takes it
 */
export function useEpisodes({ tenant, live }: Desk, filter: Readonly<Record<string, string>>): Episodes {
  const path = (more: Readonly<Record<string, string>> = {}) =>
    `${ALERTING_ROUTES.episodes(tenant)}?${new URLSearchParams({ ...filter, ...more, limit: String(PART) })}`;
  const first = path();
  const [looked, look] = useLook<EpisodeView[]>(first, { onRows: live.onRows, every: LOOK_AGAIN });
  const [older, setOlder] = useState<readonly EpisodeView[]>([]);
  const [isEnd, setEnd] = useState(false);
  useEffect(() => {
    setOlder([]);
    setEnd(false);
  }, [first]);
  if (looked.kind !== 'there') return { looked, again: look, more: null };
  const newest = new Set(looked.of.map(({ id }) => id));
  const all = [...looked.of, ...older.filter(({ id }) => !newest.has(id))];
  const last = all.at(-1);
  async function more() {
    if (!last) return;
    const { status, body } = await get(path({ before: String(last.since), beforeId: last.id }));
    if (status !== 200) return;
    const found = body as readonly EpisodeView[];
    setOlder([...older, ...found]);
    setEnd(found.length < PART);
  }
  return {
    looked: { kind: 'there', of: all },
    async again() {
      setOlder([]);
      setEnd(false);
      await look();
    },
    more: looked.of.length < PART || isEnd ? null : more,
  };
}
