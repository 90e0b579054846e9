import type { Severity } from '../../contract/alerting/alerts.ts';
import type { AlertCause } from '../../contract/alerting/causes.ts';
import type { AlertChannelKind, NoticeKind } from '../../contract/alerting/views.ts';

export interface Channel {
  readonly id: string;
  readonly kind: AlertChannelKind;
  readonly language: 'de' | 'en';
  readonly to: readonly string[];
  /** Of a webhook: what signs. */
  readonly secret: string | null;
}

/** One alert in a message. Times are epoch milliseconds. */
export interface NoticeItem {
  readonly episodeId: string;
  readonly terminalId: string;
  readonly location: string | null;
  readonly cause: AlertCause;
  readonly subject: string;
  readonly severity: Severity;
  readonly reason: string | null;
  readonly since: number;
  readonly closedAt: number | null;
}

/** A message that this process sends now; nobody else does until its lease ends. */
export interface ClaimedNotice {
  /** The same at each attempt: a receiver can tell a message that it has already. */
  readonly id: string;
  readonly kind: NoticeKind;
  readonly cause: AlertCause | null;
  readonly tenant: { readonly id: string; readonly name: string; readonly timeZone: string };
  readonly channel: Channel;
  readonly items: readonly NoticeItem[];
  readonly createdAt: number;
  /** 1 for the first. */
  readonly attempt: number;
}

/** What sending asks of whatever keeps messages. Each method is one transaction. */
export interface NoticeStore {
  /** Those that are due and that nobody sends. What has nothing to say, or nobody to go to, is put away. */
  claim(processId: string, leaseMs: number, atMost: number): Promise<readonly ClaimedNotice[]>;
  /** Only if this process still has it. */
  sent(processId: string, notice: ClaimedNotice): Promise<void>;
  /** @param againAt `null`: it is given up, which the audit tells */
  failed(processId: string, notice: ClaimedNotice, reason: string, againAt: number | null): Promise<void>;
}
