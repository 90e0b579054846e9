import { isUsable, type StatusReport } from '../../fleet-link/contract.ts';
import type { Severity } from '../contract/alert-severity.ts';
import type { AlertView } from '../store/alerts.ts';

/** `unreachable`: not linked, or never heard of. `out-of-service`: nobody can be served. `limited`: not with everything. */
export type Condition = 'in-service' | 'limited' | 'out-of-service' | 'unreachable';

/** One cause that keeps the terminal from being wholly in service, or is about to. */
export interface Finding {
  readonly kind: 'mode' | 'device' | 'portal' | 'service' | 'card';
  /** Kind of the device, name of the portal, id of the service; the mode itself. */
  readonly subject: string;
  /** Kebab-case: of the device itself, or a state. */
  readonly reason: string;
  readonly severity: Severity;
}

export interface ServiceJudgement {
  readonly id: string;
  /** `limited`: can be used, and is finished later. */
  readonly state: 'usable' | 'limited' | 'unusable';
  /** Kinds of devices and names of portals that are missing. */
  readonly missing: readonly { readonly kind: 'device' | 'portal'; readonly subject: string }[];
}

export interface Judgement {
  readonly condition: Condition;
  /** What is in the way first. */
  readonly findings: readonly Finding[];
  readonly services: readonly ServiceJudgement[];
}

export interface Judged {
  readonly online: boolean;
  readonly status: StatusReport | null;
  readonly alerts: readonly Pick<AlertView, 'kind'>[];
}

/** How a terminal is, from its last report. Everything that the console shows of its state follows from this. */
export function judge({ online, status, alerts }: Judged): Judgement {
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

function conditionOf(findings: readonly Finding[], services: readonly ServiceJudgement[]): Condition {
  if (findings.some(({ kind }) => kind === 'mode')) return 'out-of-service';
  const isWhole = findings.every(({ severity }) => severity === 'note');
  return isWhole && services.every(({ state }) => state === 'usable') ? 'in-service' : 'limited';
}

function modeFindings({ mode }: StatusReport, services: readonly ServiceJudgement[]): Finding[] {
  if (mode === 'maintenance') return [{ kind: 'mode', subject: mode, reason: mode, severity: 'soon' }];
  const hasNothing = services.length > 0 && services.every(({ state }) => state === 'unusable');
  if (mode === 'in-service' && !hasNothing) return [];
  return [{ kind: 'mode', subject: mode, reason: hasNothing ? 'no-service' : mode, severity: 'urgent' }];
}

/** Nobody is identified while it lies there, and its owner will look for it. */
function cardFindings({ cardLeft }: StatusReport): Finding[] {
  return cardLeft ? [{ kind: 'card', subject: 'eid', reason: 'left', severity: 'soon' }] : [];
}

function deviceFindings({ devices }: StatusReport): Finding[] {
  return devices
    .filter(({ state }) => state !== 'ready' && state !== 'busy')
    .map((device) => ({
      kind: 'device',
      subject: device.kind,
      reason: device.reason ?? device.state,
      severity: isUsable(device) ? 'note' : 'soon',
    }));
}

function portalFindings({ portals }: StatusReport): Finding[] {
  return Object.entries(portals)
    .filter(([, state]) => state === 'down')
    .map(([subject]) => ({ kind: 'portal', subject, reason: 'down', severity: 'soon' }));
}

function judgeService(
  { id, devices, portals, wished }: StatusReport['services'][number],
  status: StatusReport,
  alerts: Judged['alerts'],
): ServiceJudgement {
  const has = (kind: string) =>
    status.devices.some((device) => device.kind === kind && isUsable(device)) &&
    // With too little space for what must be written, the terminal asks nobody for money.
    !(kind === 'payment' && alerts.some((alert) => alert.kind === 'storage-low'));
  const isDown = (name: string) => status.portals[name] === 'down';
  const missing = [
    ...portals.filter(isDown).map((subject) => ({ kind: 'portal' as const, subject })),
    ...devices.filter((kind) => !has(kind)).map((subject) => ({ kind: 'device' as const, subject })),
  ];
  if (missing.length > 0) return { id, state: 'unusable', missing };
  const later = wished.filter(isDown).map((subject) => ({ kind: 'portal' as const, subject }));
  return { id, state: later.length > 0 ? 'limited' : 'usable', missing: later };
}

/** Offered, and the place does not have what it needs: no device will ever report that. */
function notEquipped({ services, devices }: StatusReport): Finding[] {
  const kinds = new Set(devices.map(({ kind }) => kind));
  return services
    .filter((service) => service.devices.some((kind) => !kinds.has(kind)))
    .map(({ id }) => ({ kind: 'service', subject: id, reason: 'not-equipped', severity: 'soon' }));
}
