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

/** @param onRefused called when the hub no longer lets this page look */
export function useLive(tenant: string, onRefused: () => void): Live {
  const [isConnected, setConnected] = useState(true);
  const listeners = useMemo(() => new Set<RowListener>(), []);
  useEffect(() => {
    const tell: RowListener = (rows) => {
      for (const listener of [...listeners]) listener(rows);
    };
    const source = new EventSource(ROUTES.events(tenant));
    source.onopen = () => {
      setConnected(true);
      tell(null);
    };
    source.onmessage = (event) => tell(JSON.parse(event.data) as TerminalSummary[]);
    source.onerror = () => {
      setConnected(false);
      // A browser tries again by itself after anything but an answer of the hub.
      if (source.readyState === EventSource.CLOSED) onRefused();
    };
    return () => source.close();
  }, [tenant]);
  const onRows = useCallback((listener: RowListener) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, []);
  return { isConnected, onRows };
}
