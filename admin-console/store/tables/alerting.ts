/** Alerts of the fleet. Times are epoch milliseconds on the hub's clock; texts in JSON where a column says so. */
export interface AlertingTables {
  /** One cause at one terminal, from its beginning to its end. */
  alertEpisode: {
    id: string;
    tenantId: string;
    terminalId: string;
    cause: string;
    subject: string;
    severity: string;
    reason: string | null;
    state: string;
    since: number;
    openedAt: number | null;
    clearSince: number | null;
    closedAt: number | null;
    acknowledgedAt: number | null;
    acknowledgedBy: string | null;
    assignee: string | null;
    step: number;
    dueAt: number | null;
    version: number;
    /** Terminal, cause and subject, unique, until it is closed: there is one at a time. */
    live: string | null;
  };
  /** What somebody did about an episode. */
  alertNote: { id: string; episodeId: string; at: number; actor: string; act: string; text: string };
  /** What alerting remembers of a terminal; `memory` is JSON. */
  alertWatched: { terminalId: string; memory: string };
  /** Every version of what a tenant has set: `rules` or `rota`; `body` is JSON. The highest version holds. */
  alertSetting: {
    tenantId: string;
    kind: string;
    version: number;
    body: string;
    at: number;
    actor: string;
    reason: string;
  };
  /** Maintenance windows and snoozes; `scope` is JSON. */
  alertMute: {
    id: string;
    tenantId: string;
    kind: string;
    scope: string;
    cause: string | null;
    from: number;
    until: number;
    reason: string;
    createdBy: string;
    createdAt: number;
    endedAt: number | null;
  };
  alertChannel: {
    id: string;
    tenantId: string;
    kind: string;
    name: string;
    language: string;
    /** JSON array of addresses. */
    to: string;
    /** Encrypted with the hub's key file; `null` where the kind has none. */
    secret: string | null;
    isOff: number;
    createdAt: number;
    /** Messages that wait for it are no longer sent. */
    deletedAt: number | null;
  };
  /** A message to one channel: first gathered, then sent, again and again until it is or is given up. */
  alertNotice: {
    id: string;
    tenantId: string;
    channelId: string;
    kind: string;
    cause: string | null;
    state: string;
    createdAt: number;
    /** Not before. */
    sendAt: number;
    attempts: number;
    /** Who sends it now, and until when nobody else may. */
    holder: string | null;
    leaseUntil: number | null;
    sentAt: number | null;
    reason: string | null;
    /** Counts what joined it: who adds something names the row, so that a sender waits for it. */
    items: number;
  };
  /** What a message is about. A channel hears the same act of an episode once: the three are unique. */
  alertNoticeItem: { noticeId: string; episodeId: string; channelId: string; act: string };
  /** The one row of who goes through all terminals, and since when somebody does without a gap. */
  alertWatch: { id: number; holder: string; until: number; seenAt: number; watchingSince: number };
}
