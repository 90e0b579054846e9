import { useEffect, useState } from 'preact/hooks';
import type { TerminalView } from '../domain/fleet.ts';
import type { AlertView } from '../store/alerts.ts';

/** As served by /api/terminals and /api/events. */
export type Terminal = TerminalView;
export type FleetAlert = AlertView;

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
  'delivery-overdue',
  'fee-due',
];

/** What somebody should look at, or repair; what is only to be known does not count. */
export const openMessages = ({ alerts, judgement }: Terminal): number =>
  [...alerts, ...judgement.findings].filter(({ severity }) => severity !== 'note').length;

export const needsAttention = (terminal: Terminal): boolean =>
  terminal.judgement.condition !== 'in-service' || terminal.help !== null || openMessages(terminal) > 0;

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
