import type { StatusReport } from '../../fleet-link/contract.ts';
import type { AlertView } from './alerts.ts';
import type { TerminalJudgement } from './judgement.ts';

/** A terminal as the console shows it. */
export interface TerminalView {
  readonly id: string;
  readonly tenantId: string;
  readonly locationId: string | null;
  readonly site: string | null;
  readonly fingerprint: string;
  readonly enrolledAt: number;
  readonly online: boolean;
  readonly seenAt: number | null;
  readonly software: string | null;
  readonly status: StatusReport | null;
  /** What a person has to look after there. */
  readonly alerts: readonly AlertView[];
  readonly judgement: TerminalJudgement;
  /** Somebody there asks for a person. */
  readonly help: HelpCall | null;
}

/** A call for help as the console shows it. */
export interface HelpCall {
  readonly id: string;
  /** Epoch milliseconds on the hub's clock: when the person asked. */
  readonly since: number;
  /** Since when somebody looks after it; `null`: nobody yet. */
  readonly takenAt: number | null;
}
