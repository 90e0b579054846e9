import { useEffect, useState } from 'preact/hooks';
import type { StatusReport } from '../../fleet-link/contract.ts';

/** As served by /api/terminals and /api/events. */
export interface Terminal {
  readonly id: string;
  readonly site: string | null;
  readonly fingerprint: string;
  readonly enrolledAt: number;
  readonly online: boolean;
  readonly seenAt: number | null;
  readonly software: string | null;
  readonly status: StatusReport | null;
}

/** The fleet as it changes; `connected` false while the stream is being re-established. `null` until first heard. */
export function useFleet(): { readonly terminals: readonly Terminal[] | null; readonly connected: boolean } {
  const [terminals, setTerminals] = useState<readonly Terminal[] | null>(null);
  const [connected, setConnected] = useState(true);
  useEffect(() => {
    const source = new EventSource('/api/events');
    source.onmessage = (event) => {
      setTerminals(JSON.parse(event.data));
      setConnected(true);
    };
    source.onerror = () => setConnected(false);
    return () => source.close();
  }, []);
  return { terminals, connected };
}

/** A device or portal that a person should look at; a terminal that is away is one too. */
export function needsAttention(terminal: Terminal): boolean {
  if (!terminal.online || !terminal.status) return true;
  const { devices, portals, outbox, mode } = terminal.status;
  return (
    mode === 'out-of-service' ||
    outbox.unclear > 0 ||
    devices.some((d) => ['degraded', 'faulty', 'offline'].includes(d.state)) ||
    Object.values(portals).includes('down')
  );
}
