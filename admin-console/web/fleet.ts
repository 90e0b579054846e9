import { useEffect, useState } from 'preact/hooks';
import { BY_ITSELF } from '../contract/access.ts';
import { ALL, ROUTES } from '../contract/routes.ts';
import type { TerminalPage, TerminalSummary, TerminalView } from '../contract/terminal-view.ts';

/** What no row of the list tells (the step, the outbox) is asked for this often, in milliseconds. */
const LOOK_AGAIN = 3_000;

/** The fleet as it changes; `connected` false while the stream is being re-established. `null` until first heard. */
/** @param onRefused called when the hub no longer lets this page look */
export function useFleet(onRefused: () => void): {
  readonly terminals: readonly TerminalView[] | null;
  readonly connected: boolean;
} {
  const [views, setViews] = useState<ReadonlyMap<string, TerminalView> | null>(null);
  const [connected, setConnected] = useState(true);
  useEffect(() => {
    let listed: readonly string[] = [];
    const fetchViews = async (ids: readonly string[]) => {
      const found = await Promise.all(ids.map((id) => get<TerminalView>(ROUTES.terminal(ALL, encodeURIComponent(id)))));
      setViews((before) => {
        const now = new Map(before ?? []);
        for (const view of found) if (view) now.set(view.id, view);
        return now;
      });
    };
    const fetchList = async () => {
      const page = await get<TerminalPage>(ROUTES.terminals(ALL));
      if (!page) return;
      listed = page.terminals.map(({ id }) => id);
      await fetchViews(listed);
    };
    const source = new EventSource(ROUTES.events(ALL));
    source.onopen = () => {
      setConnected(true);
      void fetchList();
    };
    source.onmessage = (event) => {
      const rows = JSON.parse(event.data) as TerminalSummary[];
      listed = [...new Set([...listed, ...rows.map(({ id }) => id)])];
      void fetchViews(rows.map(({ id }) => id));
    };
    source.onerror = () => {
      setConnected(false);
      // A browser tries again by itself after anything but an answer of the hub.
      if (source.readyState === EventSource.CLOSED) onRefused();
    };
    const look = setInterval(() => void fetchViews(listed), LOOK_AGAIN);
    return () => {
      source.close();
      clearInterval(look);
    };
  }, []);
  const terminals = views && [...views.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return { terminals, connected };
}

/** `null` if the hub cannot be reached or has refused. */
async function get<T>(route: string): Promise<T | null> {
  try {
    const answer = await fetch(route, { headers: BY_ITSELF });
    return answer.ok ? ((await answer.json()) as T) : null;
  } catch {
    return null;
  }
}
