import { useEffect, useState } from 'preact/hooks';
import { ALL, ROUTES } from '../contract/routes.ts';
import type { TerminalView } from '../contract/terminal-view.ts';

/** The fleet as it changes; `connected` false while the stream is being re-established. `null` until first heard. */
export function useFleet(): { readonly terminals: readonly TerminalView[] | null; readonly connected: boolean } {
  const [terminals, setTerminals] = useState<readonly TerminalView[] | null>(null);
  const [connected, setConnected] = useState(true);
  useEffect(() => {
    const source = new EventSource(ROUTES.events(ALL));
    source.onmessage = (event) => {
      setTerminals(JSON.parse(event.data));
      setConnected(true);
    };
    source.onerror = () => setConnected(false);
    return () => source.close();
  }, []);
  return { terminals, connected };
}
