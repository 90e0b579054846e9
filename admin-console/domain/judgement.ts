import { isUsable } from '../../device-drivers/contract.ts';
import type { StatusReport } from '../../fleet-link/contract.ts';
import type { AlertView } from '../contract/alerting/alerts.ts';
import type {
  ServiceJudgement,
  TerminalCondition,
  TerminalFinding,
  TerminalJudgement,
} from '../contract/terminals/judgement.ts';

type JudgedReport = Pick<StatusReport, 'mode' | 'devices' | 'cardLeft' | 'portals' | 'services'>;

export interface Judged {
  readonly online: boolean;
  readonly status: JudgedReport | null;
  readonly alerts: readonly Pick<AlertView, 'kind'>[];
}

/** How a terminal is, from its last report. Everything that the console shows of its state follows from this. */
export function judge({ online, status, alerts }: Judged): TerminalJudgement {
  if (!status || !online) return { condition: 'unreachable', findings: [], services: [] };
  const services = status.services.map((service) => judgeService(service, status, alerts));
  const findings = [
    ...modeFindings(status, services),
    ...cardFindings(status),
    ...deviceFindings(status),
    ...portalFindings(status),
    ...notEquipped(status),
  ];
  return { condition: conditionOf(findings, services), findings, services };
}

function conditionOf(findings: readonly TerminalFinding[], services: readonly ServiceJudgement[]): TerminalCondition {
  if (findings.some(({ kind }) => kind === 'mode')) return 'out-of-service';
  const isWhole = findings.every(({ severity }) => severity === 'note');
  return isWhole && services.every(({ state }) => state === 'usable') ? 'in-service' : 'limited';
}

function modeFindings({ mode }: JudgedReport, services: readonly ServiceJudgement[]): TerminalFinding[] {
  if (mode === 'maintenance') return [{ kind: 'mode', subject: mode, reason: mode, severity: 'soon' }];
  const hasNothing = services.length > 0 && services.every(({ state }) => state === 'unusable');
  if (mode === 'in-service' && !hasNothing) return [];
  return [{ kind: 'mode', subject: mode, reason: hasNothing ? 'no-service' : mode, severity: 'urgent' }];
}

/** Nobody is identified while it lies there, and its owner will look for it. */
function cardFindings({ cardLeft }: JudgedReport): TerminalFinding[] {
  return cardLeft ? [{ kind: 'card', subject: 'eid', reason: 'left', severity: 'soon' }] : [];
}

function deviceFindings({ devices }: JudgedReport): TerminalFinding[] {
  return devices
    .filter(({ state }) => state !== 'ready' && state !== 'busy')
    .map((device) => ({
      kind: 'device',
      subject: device.kind,
      reason: device.reason ?? device.state,
      severity: isUsable(device) ? 'note' : 'soon',
    }));
}

function portalFindings({ portals }: JudgedReport): TerminalFinding[] {
  return Object.entries(portals)
    .filter(([, state]) => state === 'down')
    .map(([subject]) => ({ kind: 'portal', subject, reason: 'down', severity: 'soon' }));
}

function judgeService(
  { id, devices, portals, wished, either }: JudgedReport['services'][number],
  status: JudgedReport,
  alerts: Judged['alerts'],
): ServiceJudgement {
  // With too little space for what must be written, the terminal asks nobody for money.
  const takesMoney = !alerts.some((alert) => alert.kind === 'storage-low');
  const has = (kind: string) =>
    status.devices.some((device) => device.kind === kind && isUsable(device)) && (kind !== 'payment' || takesMoney);
  const isDown = (name: string) => status.portals[name] === 'down';
  const missing = [
    ...portals.filter(isDown).map((subject) => ({ kind: 'portal' as const, subject })),
    ...devices.filter((kind) => !has(kind)).map((subject) => ({ kind: 'device' as const, subject })),
  ];
  const closed = [
    ...(either?.devices ?? []).filter((kind) => !has(kind)).map((subject) => ({ kind: 'device' as const, subject })),
    ...(either?.portals ?? []).filter(isDown).map((subject) => ({ kind: 'portal' as const, subject })),
  ];
  const isShut =
    either !== undefined && (!takesMoney || closed.length === either.devices.length + either.portals.length);
  if (missing.length > 0 || isShut) return { id, state: 'unusable', missing: [...missing, ...closed] };
  // A way that the place does not have is no loss; one that is broken is.
  const broken = closed.filter(
    ({ kind, subject }) => kind === 'portal' || status.devices.some((d) => d.kind === subject),
  );
  const later = [...wished.filter(isDown).map((subject) => ({ kind: 'portal' as const, subject })), ...broken];
  return { id, state: later.length > 0 ? 'limited' : 'usable', missing: later };
}

/** Offered, and the place does not have what it needs: no device will ever report that. */
function notEquipped({ services, devices }: JudgedReport): TerminalFinding[] {
  const kinds = new Set(devices.map(({ kind }) => kind));
  return services
    .filter((service) => service.devices.some((kind) => !kinds.has(kind)))
    .map(({ id }) => ({ kind: 'service', subject: id, reason: 'not-equipped', severity: 'soon' }));
}
