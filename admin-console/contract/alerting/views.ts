import type { Severity } from './alerts.ts';
import type { AlertCause } from './causes.ts';

/**
 * `pending`: stands, and not for long enough. `muted`: would be told, but for a maintenance window or a snooze; told
 * after it. `open`: somebody must look. `closed`: it is over.
 */
export type EpisodeState = 'pending' | 'muted' | 'open' | 'closed';

/** One cause at one terminal, from its beginning to its end. Times are epoch milliseconds on the hub's clock. */
export interface EpisodeView {
  readonly id: string;
  readonly tenantId: string;
  readonly terminalId: string;
  /** What people call it; `null`: by its id. */
  readonly terminalName: string | null;
  readonly cause: AlertCause;
  /** Which device, portal, service; empty where there is only one. */
  readonly subject: string;
  readonly severity: Severity;
  readonly reason: string | null;
  readonly state: EpisodeState;
  readonly since: number;
  readonly openedAt: number | null;
  /** Open, and gone since then: over once it has been for long enough. */
  readonly clearSince: number | null;
  readonly closedAt: number | null;
  readonly acknowledgedAt: number | null;
  readonly acknowledgedBy: string | null;
  readonly assignee: string | null;
}

/** What somebody did about it, or what the hub told. */
export interface EpisodeNote {
  readonly at: number;
  readonly actor: string;
  readonly act: 'acknowledged' | 'assigned' | 'commented';
  readonly text: string;
}

/** Which terminals something is about. */
export type MuteScope =
  | { readonly kind: 'tenant' }
  | { readonly kind: 'locations'; readonly ids: readonly string[] }
  | { readonly kind: 'terminals'; readonly ids: readonly string[] };

/** A maintenance window, or one cause put to sleep for a while. What still stands at its end is told then. */
export interface MuteView {
  readonly id: string;
  readonly tenantId: string;
  readonly kind: 'maintenance' | 'snooze';
  readonly scope: MuteScope;
  /** `null`: every cause. */
  readonly cause: AlertCause | null;
  readonly from: number;
  readonly until: number;
  readonly reason: string;
  readonly createdBy: string;
  /** Ended by somebody before its time. */
  readonly endedAt: number | null;
}

export type AlertChannelKind = 'email' | 'webhook';

/** Where messages go. Its secret is never told again. */
export interface ChannelView {
  readonly id: string;
  readonly tenantId: string;
  readonly kind: AlertChannelKind;
  readonly name: string;
  readonly language: 'de' | 'en';
  /** Addresses of e-mail, one address (URL) of a webhook. */
  readonly to: readonly string[];
  readonly isOff: boolean;
}

/** A message as it went out, or did not. */
export interface NoticeView {
  readonly id: string;
  readonly channelId: string;
  readonly kind: NoticeKind;
  readonly cause: AlertCause | null;
  /** How many alerts it is about. */
  readonly count: number;
  readonly state: 'waiting' | 'sending' | 'sent' | 'dead';
  readonly createdAt: number;
  readonly sentAt: number | null;
  readonly attempts: number;
  /** Why the last attempt failed. */
  readonly reason: string | null;
}

export type NoticeKind = 'opened' | 'escalated' | 'recovered' | 'test';

/** How many alerts stand that mean the same. */
export interface StandingCount extends Pick<EpisodeView, 'cause' | 'subject' | 'reason' | 'severity'> {
  readonly terminals: number;
}
