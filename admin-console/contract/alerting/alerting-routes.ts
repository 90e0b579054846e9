/** Addresses of the hub's API about alerts. Each id may be the placeholder of the server's router. */
const base = (tenant: string) => `/api/tenants/${tenant}/alerting` as const;

export const ALERTING_ROUTES = {
  /** GET `?state=&terminal=&cause=&severity=&assignee=&before=&beforeId=&limit=`: `EpisodeView[]`. */
  episodes: (tenant: string) => `${base(tenant)}/episodes` as const,
  /** GET: `StandingCount[]`. */
  standingCounts: (tenant: string) => `${base(tenant)}/standing-counts` as const,
  /** GET: `EpisodeNote[]`. */
  notes: (tenant: string, id: string) => `${base(tenant)}/episodes/${id}/notes` as const,
  /** GET: names of those to whom an alert may be assigned. */
  colleagues: (tenant: string) => `${base(tenant)}/colleagues` as const,
  /** POST: somebody looks after it, it is somebody's, or something is to be known of it. */
  acknowledge: (tenant: string, id: string) => `${base(tenant)}/episodes/${id}/acknowledge` as const,
  assign: (tenant: string, id: string) => `${base(tenant)}/episodes/${id}/assign` as const,
  comment: (tenant: string, id: string) => `${base(tenant)}/episodes/${id}/comment` as const,
  /** GET, POST: maintenance windows and snoozes, `MuteView`. */
  mutes: (tenant: string) => `${base(tenant)}/mutes` as const,
  endMute: (tenant: string, id: string) => `${base(tenant)}/mutes/${id}/end` as const,
  /** GET, PUT: `{ version, body: AlertRules }`. */
  rules: (tenant: string) => `${base(tenant)}/rules` as const,
  rulesHistory: (tenant: string) => `${base(tenant)}/rules/history` as const,
  /** GET, PUT: `{ version, body: OnCallRota }`. */
  rota: (tenant: string) => `${base(tenant)}/rota` as const,
  rotaHistory: (tenant: string) => `${base(tenant)}/rota/history` as const,
  /** GET: who is on call now. */
  onCall: (tenant: string) => `${base(tenant)}/on-call` as const,
  /** GET `?from=` ("YYYY-MM-DD"): a week, `OnCallDay[]`. */
  onCallWeek: (tenant: string) => `${base(tenant)}/on-call/week` as const,
  /** GET, POST: `ChannelView`. */
  channels: (tenant: string) => `${base(tenant)}/channels` as const,
  /** PUT, DELETE. */
  channel: (tenant: string, id: string) => `${base(tenant)}/channels/${id}` as const,
  /** POST: `{ noticeId }`; what became of it stands among the notices. */
  testChannel: (tenant: string, id: string) => `${base(tenant)}/channels/${id}/test` as const,
  /** GET `?channel=&limit=`: `NoticeView[]`. */
  notices: (tenant: string) => `${base(tenant)}/notices` as const,
} as const;
