import { type AlertView, compareUrgency, type Severity } from '../contract/alerting/alerts.ts';
import type { TerminalCondition, TerminalJudgement } from '../contract/terminals/judgement.ts';
import type { Cause, SeverityCounts } from '../contract/terminals/terminal-view.ts';

/** What a list of terminals shows of one while it is linked, kept with it so that no list has to judge. */
export interface JudgedSummary {
  readonly findings: SeverityCounts;
  readonly alerts: SeverityCounts;
  /** What is in the way first of all; what remains of it while the terminal is not linked. */
  readonly cause: Cause | null;
  readonly alertCause: Cause | null;
}

type SummarisedAlert = Pick<AlertView, 'kind' | 'reason' | 'severity'>;

export function summarise({ findings }: TerminalJudgement, alerts: readonly SummarisedAlert[]): JudgedSummary {
  const worst = alerts.toSorted((a, b) => compareUrgency(a.kind, b.kind))[0];
  const alertCause: Cause | null = worst ? { kind: 'alert', subject: worst.kind, reason: worst.reason } : null;
  const finding = findings.toSorted((a, b) => rank(a.severity) - rank(b.severity))[0];
  const isAlertFirst = worst && (!finding || rank(worst.severity) <= rank(finding.severity));
  const cause = finding && { kind: finding.kind, subject: finding.subject, reason: finding.reason };
  return {
    findings: counts(findings),
    alerts: counts(alerts),
    cause: (isAlertFirst ? alertCause : cause) ?? null,
    alertCause,
  };
}

/** What a list shows of it now. */
export function shown(
  online: boolean,
  condition: TerminalCondition | null,
  judged: JudgedSummary | null,
): { readonly condition: TerminalCondition; readonly messages: SeverityCounts; readonly cause: Cause | null } {
  if (!judged) return { condition: 'unreachable', messages: NOTHING, cause: null };
  if (!online) return { condition: 'unreachable', messages: judged.alerts, cause: judged.alertCause };
  return { condition: condition ?? 'unreachable', messages: sum(judged.findings, judged.alerts), cause: judged.cause };
}

const NOTHING: SeverityCounts = { urgent: 0, soon: 0, note: 0 };
const SEVERITIES: readonly Severity[] = ['urgent', 'soon', 'note'];
const rank = (severity: Severity): number => SEVERITIES.indexOf(severity);

function counts(all: readonly { readonly severity: Severity }[]): SeverityCounts {
  const of = (wanted: Severity) => all.filter(({ severity }) => severity === wanted).length;
  return { urgent: of('urgent'), soon: of('soon'), note: of('note') };
}

const sum = (a: SeverityCounts, b: SeverityCounts): SeverityCounts => ({
  urgent: a.urgent + b.urgent,
  soon: a.soon + b.soon,
  note: a.note + b.note,
});
