import { type AlertView, compareUrgency } from '../contract/alerts.ts';
import type { TerminalView } from '../contract/terminal-view.ts';

/** What somebody should look at, or repair; what is only to be known does not count. */
export const openMessages = ({ alerts, judgement }: TerminalView): number =>
  [...alerts, ...judgement.findings].filter(({ severity }) => severity !== 'note').length;

export const needsAttention = (terminal: TerminalView): boolean =>
  terminal.judgement.condition !== 'in-service' || terminal.help !== null || openMessages(terminal) > 0;

/** Alerts of all terminals, the most urgent first, of one kind the oldest. */
export function alertsByUrgency(
  terminals: readonly TerminalView[],
): readonly { readonly terminal: TerminalView; readonly alert: AlertView }[] {
  return terminals
    .flatMap((terminal) => terminal.alerts.map((alert) => ({ terminal, alert })))
    .sort(({ alert: a }, { alert: b }) => compareUrgency(a.kind, b.kind) || a.since - b.since);
}
