import { useEffect, useState } from 'preact/hooks';
import type { AlertKind, StatusReport } from '../../fleet-link/contract.ts';

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
  readonly alerts: readonly FleetAlert[];
  /** Somebody there asks for a person. */
  readonly help: { readonly id: string; readonly since: number; readonly takenAt: number | null } | null;
}

/** What a person has to look after; the last kind is raised by the hub itself. */
export interface FleetAlert {
  readonly id: string;
  readonly kind: AlertKind | 'journal-tampered';
  readonly since: number;
  readonly reason: string | null;
}

/** In the order in which somebody should look: tampering, then money, then what can wait for the working day. */
const URGENCY: readonly FleetAlert['kind'][] = [
  'journal-tampered',
  'journal-broken',
  'payment-unclear',
  'reversal-unclear',
  'reversal-failed',
  'rejected-paid',
  'undeliverable',
  'storage-low',
  'clock-wrong',
  'reconciliation-difference',
  'fee-due',
  'delivery-overdue',
];

/** Alerts of all terminals, the most urgent first, of one kind the oldest. */
export function alertsByUrgency(
  terminals: readonly Terminal[],
): readonly { readonly terminal: Terminal; readonly alert: FleetAlert }[] {
  return terminals
    .flatMap((terminal) => terminal.alerts.map((alert) => ({ terminal, alert })))
    .sort(({ alert: a }, { alert: b }) => URGENCY.indexOf(a.kind) - URGENCY.indexOf(b.kind) || a.since - b.since);
}

/** Tells the hub that somebody knows why a journal went back. */
export const explainJournal = (terminalId: string): Promise<boolean> => act(terminalId, 'journal-explained', {});

/** Tells the hub, and the person who waits there, that somebody looks after this call for help. */
export const takeHelp = (terminalId: string, id: string): Promise<boolean> => act(terminalId, 'help-taken', { id });

async function act(terminalId: string, what: string, args: object): Promise<boolean> {
  try {
    const answer = await fetch(`/api/terminals/${encodeURIComponent(terminalId)}/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(args),
    });
    return answer.ok;
  } catch {
    return false;
  }
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
  if (!terminal.online || !terminal.status || terminal.alerts.length > 0) return true;
  const { devices, portals, outbox, mode } = terminal.status;
  return (
    mode === 'out-of-service' ||
    outbox.unclear > 0 ||
    devices.some((d) => ['degraded', 'faulty', 'offline'].includes(d.state)) ||
    Object.values(portals).includes('down')
  );
}
