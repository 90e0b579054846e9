import type { Severity } from '../alerting/alerts.ts';

/** `unreachable`: not linked, or never heard of. `out-of-service`: nobody can be served. `limited`: not with everything. */
export type TerminalCondition = 'in-service' | 'limited' | 'out-of-service' | 'unreachable';

/** One cause that keeps the terminal from being wholly in service, or is about to. */
export interface TerminalFinding {
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

export interface TerminalJudgement {
  readonly condition: TerminalCondition;
  /** What is in the way first. */
  readonly findings: readonly TerminalFinding[];
  readonly services: readonly ServiceJudgement[];
}
