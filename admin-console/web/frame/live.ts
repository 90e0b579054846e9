import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { ROUTES } from '../../contract/routes.ts';
import type { TerminalSummary } from '../../contract/terminals/terminal-view.ts';

/** Rows that changed; `null`: some may have been missed, so look again. */
type RowListener = (rows: readonly TerminalSummary[] | null) => void;

/** The hub's stream of changes, one for all parts of the page. */
export interface Live {
  /** False while the stream is being re-established. */
  readonly isConnected: boolean;
  /** @returns ends that */
  readonly onRows: (listener: RowListener) => () => void;
}

/** Milliseconds after an answer that was no stream. */
const OPEN_AGAIN = 5_000;

/** @param onRefused called when the hub no longer lets this page look */
export function useLive(tenant: string, onRefused: () => void): Live {
  const [isConnected, setConnected] = useState(true);
  const listeners = useMemo(() => new Set<RowListener>(), []);
  useEffect(() => {
    const tell: RowListener = (rows) => {
      for (const listener of [...listeners]) listener(rows);
    };
    let source: EventSource;
    let again: ReturnType<typeof setTimeout> | undefined;
    const open = () => {
      source = new EventSource(ROUTES.events(tenant));
      source.onopen = () => {
        setConnected(true);
        tell(null);
      };
      source.onmessage = (event) => tell(JSON.parse(event.data) as TerminalSummary[]);
      source.onerror = () => {
        setConnected(false);
        // A browser tries again by itself after anything but an answer; after one it may be the end of the session.
        if (source.readyState !== EventSource.CLOSED) return;
        onRefused();
        again = setTimeout(open, OPEN_AGAIN);
      };
    };
    open();
    return () => {
      clearTimeout(again);
      source.close();
    };
  }, [tenant]);
  const onRows = useCallback((listener: RowListener) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, []);
  return { isConnected, onRows };
}
