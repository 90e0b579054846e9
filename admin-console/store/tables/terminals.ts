import type { Generated } from 'kysely';
import type { KeptSection } from '../../domain/kept-sections.ts';

/** Terminals and what they say. Times are epoch milliseconds on the hub's clock unless said otherwise. */
export interface TerminalTables {
  terminal: {
    id: string;
    tenantId: string;
    locationId: string | null;
    /** What people call it, unique within the tenant. */
    name: Generated<string | null>;
    site: string | null;
    /** SHA-256 of its certificate, lower-case hex: the terminal's identity. */
    fingerprint: string;
    enrolledAt: number;
    /** When its link opened or ended last: while it is linked, it is seen now. */
    seenAt: number | null;
    software: string | null;
    /** How it is while it is linked, a `TerminalCondition`; `null`: it has told nothing yet. */
    condition: string | null;
    /** What follows from its sections and alerts: a `JudgedSummary` as JSON. */
    judged: string | null;
    /** When anything that a list of terminals shows was changed; open pages are told such rows. */
    changedAt: Generated<number>;
    /** Since when it may not link any more. */
    revokedAt: number | null;
    /** Of a renewed certificate that was not used yet. */
    nextFingerprint: string | null;
    /** Of the certificate it has linked with last, or of its authority if that ends before. */
    certificateExpiresAt: Generated<number | null>;
    /** How far its clock was ahead (+) or behind (-) when it last told something, in milliseconds, roughly. */
    clockOffMs: Generated<number | null>;
  };
  /** A terminal that does not dial the hub: a `Dialling`, and until when a hub process is at it. */
  terminalDial: {
    terminalId: string;
    by: string;
    host: string;
    port: number;
    token: string | null;
    leaseUntil: Generated<number>;
  };
  /** What a terminal told last, each section as JSON; `at` on its clock. */
  terminalState: { terminalId: string; at: number } & Record<KeptSection, string>;
  /** What a terminal says a person has to look after; gone with the report that no longer has it. */
  alert: {
    terminalId: string;
    id: string;
    kind: string;
    /** On the terminal's clock. */
    since: number;
    reason: string | null;
    seenAt: number;
  };
  /** The call for help that stands at a terminal. */
  help: { terminalId: string; id: string; since: number; takenAt: number | null };
  /** Last head of each terminal's journal; `brokenAt` since it went back or changed. */
  journalHead: { terminalId: string; seq: number; hash: string; brokenAt: number | null; reason: string | null };
  enrolmentCode: {
    hash: string;
    terminalId: string;
    tenantId: string;
    locationId: string | null;
    expiresAt: number;
    usedAt: number | null;
  };
}
