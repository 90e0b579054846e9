import { type HubAlertKind, type Severity, severityOf } from '../../contract/alerting/alerts.ts';
import { type AlertCause, CAUSES, isCause } from '../../contract/alerting/causes.ts';
import type { AlertRules } from '../../contract/alerting/rules.ts';
import type { TerminalFinding } from '../../contract/terminals/judgement.ts';
import { judge } from '../judgement.ts';
import type { ObservedTerminal, WatchedTerminal } from './observed.ts';
import { paperLasts } from './paper-forecast.ts';
import { openDaysSince, usualDaysSince } from './unused.ts';
import { paperOf } from './watched.ts';

/** A cause that stands at a terminal now. */
export interface StandingCause {
  readonly cause: AlertCause;
  readonly subject: string;
  readonly severity: Severity;
  readonly reason: string | null;
  /** Where it is known; otherwise since it was first seen. */
  readonly since: number | null;
  /** Somebody looks after it already. */
  readonly isTaken: boolean;
}

export interface Observation {
  readonly standing: readonly StandingCause[];
  /** Whether it can be told now that this cause does not stand. */
  isKnown(cause: AlertCause): boolean;
}

const SECOND = 1_000;
const DAY = 86_400_000;
/** A terminal that tells more subjects of one cause than so many has one fault, not many: no flood of messages. */
const SUBJECTS_AT_MOST = 8;

/** Follow from what the terminal reports: while it is not linked, or somebody works at it, nobody knows. */
const REPORTED: readonly AlertCause[] = ['out-of-service', 'device', 'portal', 'not-equipped', 'card-left'];
/** Follow from it, too, and stand while somebody works at it. */
const ONLINE_ONLY: readonly AlertCause[] = ['maintenance-forgotten', 'paper-ends', 'unused'];

/** What stands at a terminal, of the causes that its tenant wants to hear of. */
export function causesOf(
  terminal: ObservedTerminal,
  watched: WatchedTerminal,
  rules: AlertRules,
  now: number,
): Observation {
  const isWorkedOn = terminal.status?.mode === 'maintenance';
  const found = [
    ...ofHub(terminal, rules, now),
    ...ofTerminalAlerts(terminal),
    ...(terminal.isOnline ? [...ofReport(terminal), ...ofUse(terminal, watched, rules, now)] : []),
  ];
  const isKnown = (cause: AlertCause) =>
    REPORTED.includes(cause) ? terminal.isOnline && !isWorkedOn : terminal.isOnline || !ONLINE_ONLY.includes(cause);
  return {
    standing: bounded(once(found).filter(({ cause }) => !rules.causes[cause]?.isOff && isKnown(cause))).map((one) => ({
      ...one,
      severity: rules.causes[one.cause]?.severity ?? CAUSES[one.cause].severity ?? one.severity,
    })),
    isKnown,
  };
}

function ofHub(terminal: ObservedTerminal, rules: AlertRules, now: number): StandingCause[] {
  const { help, journalBroken, offlineSince, stoppedRollouts, certificateExpiresAt, clockOffMs } = terminal;
  const all: StandingCause[] = [];
  if (help) all.push({ ...one('help', help.id), since: help.since, isTaken: help.takenAt !== null });
  if (journalBroken) {
    all.push({ ...one('journal-tampered', '', journalBroken.reason), since: journalBroken.at });
  }
  for (const { id, at, reason } of stoppedRollouts) all.push({ ...one('rollout-stopped', id, reason), since: at });
  if (offlineSince !== null) all.push({ ...one('offline'), since: offlineSince });
  if (certificateExpiresAt !== null && certificateExpiresAt - now < daysOf('certificate-expires', rules) * DAY) {
    all.push(one('certificate-expires', '', certificateExpiresAt <= now ? 'expired' : null));
  }
  if (clockOffMs !== null && Math.abs(clockOffMs) > secondsOf('clock-wrong', rules) * SECOND) {
    all.push(one('clock-wrong', '', clockOffMs > 0 ? 'ahead' : 'behind'));
  }
  return all;
}

function ofTerminalAlerts({ alerts }: ObservedTerminal): StandingCause[] {
  const byName = new Map<string, StandingCause>();
  for (const { kind, reason } of alerts) {
    // Ten unclear payments are one thing to look at; the console shows each of them.
    const found = isCause(kind) ? one(kind, '', reason) : one('other', kind, reason);
    const name = `${found.cause} ${found.subject}`;
    if (!byName.has(name)) byName.set(name, found);
  }
  return [...byName.values()];
}

function ofReport(terminal: ObservedTerminal): StandingCause[] {
  const { status, isOnline } = terminal;
  const alerts = terminal.alerts.filter((alert): alert is { kind: HubAlertKind; reason: string | null } =>
    isHubAlert(alert.kind),
  );
  return judge({ online: isOnline, status, alerts }).findings.map(ofFinding);
}

function ofFinding({ kind, subject, reason, severity }: TerminalFinding): StandingCause {
  switch (kind) {
    case 'mode':
      return subject === 'maintenance' ? one('maintenance-forgotten') : one('out-of-service', '', reason);
    case 'card':
      return one('card-left');
    case 'service':
      return { ...one('not-equipped', subject, reason), severity };
    default:
      return { ...one(kind, subject, reason), severity };
  }
}

function ofUse(terminal: ObservedTerminal, watched: WatchedTerminal, rules: AlertRules, now: number): StandingCause[] {
  const all: StandingCause[] = [];
  const paper = paperOf(terminal.status, now);
  const days = paper && paperLasts(watched.paper, paper, (since) => usualDaysSince(since, now, rules));
  if (days !== null && days <= daysOf('paper-ends', rules)) {
    all.push(one('paper-ends', 'receipt-printer', `days-${Math.floor(days)}`));
  }
  const quietSince = watched.usedAt ?? watched.since;
  if (openDaysSince(quietSince, now, rules) >= daysOf('unused', rules)) {
    all.push({ ...one('unused'), since: quietSince });
  }
  return all;
}

const one = (cause: AlertCause, subject = '', reason: string | null = null): StandingCause => ({
  cause,
  subject,
  severity: CAUSES[cause].severity ?? 'soon',
  reason,
  since: null,
  isTaken: false,
});

const daysOf = (cause: AlertCause, rules: AlertRules): number => rules.causes[cause]?.days ?? CAUSES[cause].days ?? 0;

const secondsOf = (cause: AlertCause, rules: AlertRules): number =>
  rules.causes[cause]?.seconds ?? CAUSES[cause].seconds ?? 0;

/** What the hub and the terminal both tell is one cause. */
function once(found: readonly StandingCause[]): readonly StandingCause[] {
  const names = new Set<string>();
  return found.filter(({ cause, subject }) => {
    const name = `${cause} ${subject}`;
    return !names.has(name) && names.add(name);
  });
}

function bounded(found: readonly StandingCause[]): readonly StandingCause[] {
  const counts = new Map<AlertCause, number>();
  return found.filter(({ cause }) => {
    const n = (counts.get(cause) ?? 0) + 1;
    counts.set(cause, n);
    return n <= SUBJECTS_AT_MOST;
  });
}

const isHubAlert = (kind: string): kind is HubAlertKind => severityOf(kind as HubAlertKind) !== undefined;
