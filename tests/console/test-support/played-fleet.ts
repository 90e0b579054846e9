import type { SessionView } from '../../../admin-console/contract/access/access.ts';
import { ACCESS_ROUTES } from '../../../admin-console/contract/access/access.ts';
import { ROLE_PERMISSIONS, type Role } from '../../../admin-console/contract/access/permissions.ts';
import { ALERTING_ROUTES } from '../../../admin-console/contract/alerting/alerting-routes.ts';
import type { Severity } from '../../../admin-console/contract/alerting/alerts.ts';
import type { AlertCause } from '../../../admin-console/contract/alerting/causes.ts';
import type { OnCallDay, OnCallRota } from '../../../admin-console/contract/alerting/rota.ts';
import { DEFAULT_RULES } from '../../../admin-console/contract/alerting/rules.ts';
import type { EpisodeView } from '../../../admin-console/contract/alerting/views.ts';
import { ARRANGE_ROUTES, type PlaceView } from '../../../admin-console/contract/arrange/arrange.ts';
import type { CommandState, CommandView } from '../../../admin-console/contract/commands/commands.ts';
import type { TerminalConfiguration } from '../../../admin-console/contract/configuration/configuration.ts';
import { ALL, ROUTES } from '../../../admin-console/contract/routes.ts';
import type { StatisticTable } from '../../../admin-console/contract/statistics.ts';
import { HISTORY_ROUTES } from '../../../admin-console/contract/terminals/history-routes.ts';
import { TAG_ROUTES } from '../../../admin-console/contract/terminals/tags.ts';
import type {
  PaperHistory,
  PaperView,
  TerminalHistory,
  TerminalIdentity,
  TerminalNote,
} from '../../../admin-console/contract/terminals/terminal-history.ts';
import type {
  TerminalPage,
  TerminalSummary,
  TerminalTotals,
  TerminalView,
} from '../../../admin-console/contract/terminals/terminal-view.ts';
import type { CommandOrder, CommandResult } from '../../../fleet-link/commands.ts';
import type { DeviceReport } from '../../../fleet-link/contract.ts';
import { PAPER_METERS } from '../../../fleet-link/paper-meters.ts';
import type { PlayedAnswers } from './played-hub.ts';

/** A fleet as a technician may find it on a bad morning. */
export const NOW = Date.UTC(2026, 10, 29, 8, 30);
const MINUTE = 60_000;
export const TENANT = 'musterstadt';
/** The terminal whose printer is jammed. */
export const JAMMED = 'rathaus-01';

export const sessionOf = (role: Role, tenants = 2): SessionView => ({
  name: 'anna.technik',
  way: 'password',
  startedAt: NOW - 60 * MINUTE,
  endsAt: NOW + 600 * MINUTE,
  tenants: [
    { id: TENANT, name: 'Musterstadt' },
    { id: 'beispielhausen', name: 'Beispielhausen' },
  ].slice(0, tenants),
  grants: [{ tenantId: '*', role, permissions: ROLE_PERMISSIONS[role] }],
});

const CAUSES: readonly TerminalSummary['cause'][] = [
  { kind: 'device', subject: 'receipt-printer', reason: 'cutter-error' },
  { kind: 'device', subject: 'receipt-printer', reason: 'paper-near-end' },
  { kind: 'portal', subject: 'portal:eid-service', reason: 'down' },
];
const row = (n: number): TerminalSummary => {
  const condition = n === 0 ? 'limited' : n % 17 === 3 ? 'unreachable' : n % 11 === 5 ? 'limited' : 'in-service';
  return {
    id: n === 0 ? JAMMED : `terminal-${String(n).padStart(2, '0')}`,
    tenantId: n % 2 ? 'beispielhausen' : TENANT,
    locationId: ['rathaus', 'bibliothek', 'buergeramt-nord'][n % 3] ?? null,
    name: null,
    site: 'musterstadt',
    software: n % 7 ? '2026.11.2' : '2026.10.1',
    online: condition !== 'unreachable',
    seenAt: NOW - n * MINUTE,
    revokedAt: null,
    condition,
    messages: { urgent: 0, soon: condition === 'limited' ? 2 : 0, note: 0 },
    cause: condition === 'limited' ? (CAUSES[n % 3] ?? null) : null,
    help: null,
    tags: n % 5 ? [] : ['barrierefrei'],
    paper: n % 3 ? null : 0.42,
  };
};
export const ROWS: readonly TerminalSummary[] = Array.from({ length: 40 }, (_, n) => row(n));

let episodes = 0;
const episode = (
  terminalId: string,
  cause: AlertCause,
  severity: Severity,
  more: Partial<EpisodeView> = {},
): EpisodeView => ({
  id: `00000000-0000-4000-8000-${String(++episodes).padStart(12, '0')}`,
  tenantId: TENANT,
  terminalId,
  terminalName: null,
  cause,
  subject: '',
  severity,
  reason: null,
  state: 'open',
  since: NOW - 90 * MINUTE,
  openedAt: NOW - 85 * MINUTE,
  clearSince: null,
  closedAt: null,
  acknowledgedAt: null,
  acknowledgedBy: null,
  assignee: null,
  ...more,
});
export const EPISODES: readonly EpisodeView[] = [
  episode('terminal-03', 'offline', 'urgent'),
  episode('terminal-20', 'offline', 'urgent', { acknowledgedAt: NOW, acknowledgedBy: 'bert', assignee: 'bert' }),
  episode('terminal-08', 'payment-unclear', 'urgent'),
  episode(JAMMED, 'device', 'soon', { subject: 'receipt-printer', reason: 'cutter-error' }),
  ...['terminal-05', 'terminal-16', 'terminal-27'].map((id) =>
    episode(id, 'paper-ends', 'soon', { subject: 'receipt-printer', reason: 'days-2' }),
  ),
  episode('terminal-09', 'fee-due', 'note'),
  episode('terminal-11', 'portal', 'soon', { subject: 'portal:eid-service', reason: 'down', state: 'pending' }),
  episode('terminal-12', 'card-left', 'soon', { clearSince: NOW - MINUTE }),
  episode('terminal-13', 'unused', 'soon', { state: 'muted' }),
];

const device = (kind: DeviceReport['kind'], more: Partial<DeviceReport> = {}): DeviceReport => ({
  ...{ kind, state: 'ready', reason: null, model: 'Muster 3000', firmware: '1.4.2', seenAt: NOW },
  ...more,
});
export const VIEW: TerminalView = {
  ...{ id: JAMMED, tenantId: TENANT, locationId: 'rathaus', name: null, site: 'musterstadt' },
  ...{ fingerprint: '9f2c41d07be8a6532b1d', enrolledAt: NOW - 90 * 1_440 * MINUTE, revokedAt: null, online: true },
  ...{ seenAt: NOW, software: '2026.11.2', alerts: [], help: null, tags: [] },
  status: {
    at: NOW,
    timeZone: 'Europe/Berlin',
    software: { version: '2026.11.2', startedAt: NOW - 2_000 * MINUTE },
    step: 'attract',
    serviceId: null,
    mode: 'in-service',
    devices: [
      device('payment'),
      device('eid'),
      device('receipt-printer', { state: 'faulty', reason: 'cutter-error' }),
      device('scanner', { state: 'offline', reason: 'no-answer' }),
      device('code-reader', { state: 'busy' }),
      device('page-printer', { state: 'degraded', reason: 'media-low' }),
      device('keypad'),
      device('presence', { model: null, firmware: null }),
      device('smart-card', { state: 'closed' }),
    ],
    cardLeft: false,
    portals: {},
    services: [],
    outbox: { waiting: 2, unclear: 0 },
    counts: { [PAPER_METERS.onRoll]: 61_000, [PAPER_METERS.roll]: 80_000, [PAPER_METERS.used]: 900_000 },
  },
  judgement: {
    condition: 'limited',
    findings: [{ kind: 'device', subject: 'receipt-printer', reason: 'cutter-error', severity: 'soon' }],
    services: [
      { id: 'hundesteuer', state: 'usable', missing: [] },
      { id: 'parken', state: 'limited', missing: [{ kind: 'device', subject: 'receipt-printer' }] },
    ],
  },
};

export const command = (
  order: CommandOrder,
  state: CommandState,
  result: CommandResult | null = null,
): CommandView => ({
  id: `00000000-0000-4000-9000-${String(++episodes).padStart(12, '0')}`,
  ...{ tenantId: TENANT, terminalId: JAMMED, batchId: null, order, urgent: false, actor: 'anna.technik' },
  ...{ reason: 'Stau gemeldet', createdAt: NOW - 5 * MINUTE, notBefore: NOW, expiresAt: NOW + 60 * MINUTE, state },
  ...{ deliveredAt: NOW, acknowledgedAt: NOW, startedAt: NOW, finishedAt: NOW },
  outcome: state === 'failed' ? 'interrupted' : null,
  result,
});
const COMMANDS: readonly CommandView[] = [
  command({ kind: 'device-reset', device: 'receipt-printer' }, 'acknowledged'),
  command({ kind: 'device-health-check', device: 'receipt-printer' }, 'succeeded', {
    kind: 'checks',
    passed: false,
    checks: [
      {
        subject: 'receipt-printer',
        passed: false,
        steps: [
          { step: 'connection', outcome: 'passed', detail: '' },
          { step: 'cutter', outcome: 'failed', detail: 'cutter-error' },
        ],
      },
    ],
  }),
  command({ kind: 'network-check' }, 'succeeded', {
    kind: 'network',
    targets: [
      { name: 'portal', host: 'portal.musterstadt.example', port: 443, ms: 23, reason: null },
      { name: 'eid-service', host: 'eid.example', port: 443, ms: null, reason: 'timed-out' },
    ],
  }),
  command({ kind: 'end-of-day' }, 'succeeded', { kind: 'day-closed', count: 12, cents: 31_250 }),
  command({ kind: 'screenshot' }, 'succeeded', { kind: 'file', type: 'png', bytes: 9_000, parts: 1 }),
  command({ kind: 'restart-terminal' }, 'failed'),
];

const CONFIGURATION: TerminalConfiguration = {
  ...{ terminalId: JAMMED, tenantId: TENANT, wanted: 7, fault: null, running: 6, staged: 7, isOnTrial: false },
  ...{ refused: null, reportedAt: NOW, isUpToDate: false },
};

const TOTALS: TerminalTotals = {
  terminals: ROWS.length,
  online: ROWS.filter(({ online }) => online).length,
  help: 0,
  conditions: Object.fromEntries(
    [...Map.groupBy(ROWS, ({ condition }) => condition)].map(([name, { length }]) => [name, length]),
  ),
};
const PLACES: readonly PlaceView[] = [
  {
    ...{ id: 'rathaus', tenantId: TENANT, name: 'Rathaus', latitude: 51.34, longitude: 12.37, point: null },
    conditions: { limited: 1, 'in-service': 12 },
  },
];
const PAGE: TerminalPage = { terminals: ROWS, next: null, total: ROWS.length };

const TABLE: StatisticTable = {
  ...{ metric: 'evidence', unit: 'times', from: '2026-01', to: '2026-11', by: ['way'] },
  rows: [
    { values: ['scan'], count: 41 },
    { values: ['phone'], count: 388 },
    { values: ['none'], count: null },
  ],
  ...{ total: 431, threshold: 5 },
};
const ANSWERS = [
  {
    question: 'scanner',
    title: 'Brauchen wir Scanner?',
    facts: [
      { key: 'scanner.hardly', values: {}, sentence: 'Der Scanner wird kaum gebraucht: 9 % nutzten ihn.' },
      { key: 'scanner.ways', values: {}, sentence: 'Von 431 kam der Nachweis bei 41 vom Scanner.' },
    ],
  },
  {
    question: 'location',
    title: 'Lohnt sich der Standort?',
    facts: [{ key: 'too-few', values: {}, sentence: 'Dafür sind es zu wenige Fälle.' }],
  },
];

const ROTA: OnCallRota = {
  ...{ timeZone: 'Europe/Berlin', firstWeek: '2026-11-23' },
  people: ['Anna Technik', 'Bert'].map((name, n) => ({ id: String(n), name, channelIds: [] })),
  shifts: [{ days: [1, 2, 3, 4, 5], from: '17:00', to: '07:00', turns: ['0', '1'] }],
  exceptions: [{ from: '2026-11-28T00:00', to: '2026-11-29T00:00', personId: null }],
};
const WEEK: readonly OnCallDay[] = Array.from({ length: 7 }, (_, n) => ({
  date: `2026-11-${23 + n}`,
  spans: [
    { from: '00:00', to: '17:00', names: [] },
    { from: '17:00', to: '24:00', names: ['Anna Technik'] },
  ],
}));
const DAY = 1_440 * MINUTE;
const HISTORY: TerminalHistory = {
  from: NOW - 30 * DAY,
  to: NOW,
  changes: [
    { kind: 'software', at: NOW - 20 * DAY, value: '2026.11.2' },
    { kind: 'configuration', at: NOW - 9 * DAY, value: '6' },
    { kind: 'certificate', at: NOW - 12 * DAY, value: VIEW.fingerprint },
    { kind: 'device.receipt-printer', at: NOW - 25 * DAY, value: '["Muster 3000","1.4.2"]' },
    { kind: 'device.scanner', at: NOW - 5 * DAY, value: '["Flach 12",null]' },
    { kind: 'condition', at: NOW - 29 * DAY, value: 'in-service' },
    { kind: 'condition', at: NOW - 12 * DAY, value: 'unreachable' },
    { kind: 'condition', at: NOW - 11.5 * DAY, value: 'in-service' },
    { kind: 'condition', at: NOW - 4 * DAY, value: 'out-of-service' },
    { kind: 'condition', at: NOW - 3.7 * DAY, value: 'in-service' },
    { kind: 'condition', at: NOW - 90 * MINUTE, value: 'limited' },
  ],
};
const NOTES: readonly TerminalNote[] = [
  { id: 'n1', at: NOW - 3 * DAY, actor: 'anna.technik', text: 'Der Schlüssel liegt beim Hausmeister.' },
  { id: 'n2', at: NOW - 8 * DAY, actor: 'bert', text: 'Die Steckdose hinten ist lose.' },
];
const IDENTITY: TerminalIdentity = {
  ...{ fingerprint: VIEW.fingerprint, certificateExpiresAt: NOW + 200 * DAY, linkedSince: NOW - 600 * MINUTE },
  ...{ clockOffMs: -120, dialling: { by: 'hub', address: '10.20.4.7:7443' } },
};
const paper = (terminalId: string, days: number | null, tick: PaperView['tick'] = null): PaperView => ({
  ...{ terminalId, tenantId: TENANT, locationId: 'rathaus', isOnline: true, leftMm: (days ?? 9) * 2_000 },
  ...{ rollMm: 80_000, days, tick },
});
const ROUND: readonly PaperView[] = [
  paper(JAMMED, 0.4),
  paper('terminal-05', 2, { at: NOW, actor: 'bert', isProved: true }),
  paper('terminal-16', 4.5, { at: NOW, actor: 'bert', isProved: false }),
];
const PAPER: PaperHistory = {
  ...paper(JAMMED, 9),
  samples: [0, 2, 3, 6, 9, 12, 20, 26].map((day) => ({ at: NOW - (27 - day) * DAY, usedMm: 900_000 + day * day * 90 })),
};

const at = (path: string, answer: unknown): PlayedAnswers => Object.fromEntries([[path, answer]]);

/** What the API answers about this fleet. */
export const FLEET: PlayedAnswers = {
  [ACCESS_ROUTES.session]: sessionOf('technician'),
  ...at(ROUTES.terminals(ALL), PAGE),
  ...at(ROUTES.terminalTotals(ALL), TOTALS),
  ...at(ROUTES.softwareInUse(ALL), [{ version: '2026.11.2', terminals: 34 }]),
  ...at(ARRANGE_ROUTES.ownViews, []),
  ...at(ARRANGE_ROUTES.sharedViews(ALL), []),
  ...at(ARRANGE_ROUTES.places(ALL), PLACES),
  ...at(TAG_ROUTES.tags(ALL), [{ tag: 'barrierefrei', terminals: 8 }]),
  ...at(ROUTES.terminal(ALL, JAMMED), VIEW),
  ...at(ALERTING_ROUTES.episodes(ALL), EPISODES),
  ...at(
    ALERTING_ROUTES.episodes(TENANT),
    EPISODES.filter(({ terminalId }) => terminalId === JAMMED),
  ),
  ...at(ALERTING_ROUTES.mutes(ALL), []),
  ...at(ALERTING_ROUTES.mutes(TENANT), []),
  ...at(ALERTING_ROUTES.onCallWeek(TENANT), WEEK),
  ...at(ALERTING_ROUTES.rules(TENANT), { version: 0, body: DEFAULT_RULES }),
  ...at(ALERTING_ROUTES.rota(TENANT), { version: 1, body: ROTA }),
  ...at(ALERTING_ROUTES.channels(TENANT), []),
  ...at(ROUTES.commands(TENANT), COMMANDS),
  ...at(HISTORY_ROUTES.history(TENANT, JAMMED), HISTORY),
  ...at(HISTORY_ROUTES.notes(TENANT, JAMMED), NOTES),
  ...at(HISTORY_ROUTES.identity(TENANT, JAMMED), IDENTITY),
  ...at(HISTORY_ROUTES.paper(TENANT, JAMMED), PAPER),
  ...at(HISTORY_ROUTES.paperRound(ALL), ROUND),
  ...at(ROUTES.configuration.terminals(TENANT), [CONFIGURATION]),
  ...at(ROUTES.statisticsAnswers(ALL), ANSWERS),
  ...at(ROUTES.statisticsTable(ALL), TABLE),
  ...at(ROUTES.locations(ALL), [{ id: 'rathaus', name: 'Rathaus' }]),
};

/** The same where nothing is and nothing was. */
export const NOTHING: PlayedAnswers = {
  ...FLEET,
  ...at(ROUTES.terminals(ALL), { terminals: [], next: null, total: 0 }),
  ...at(ROUTES.terminalTotals(ALL), { terminals: 0, online: 0, help: 0, conditions: {} }),
  ...at(ROUTES.terminal(ALL, JAMMED), {
    ...VIEW,
    online: false,
    judgement: { condition: 'unreachable', findings: [], services: [] },
  }),
  ...at(ALERTING_ROUTES.episodes(ALL), []),
  ...at(ALERTING_ROUTES.episodes(TENANT), []),
  ...at(ROUTES.commands(TENANT), []),
  ...at(HISTORY_ROUTES.history(TENANT, JAMMED), { ...HISTORY, changes: [] }),
  ...at(HISTORY_ROUTES.notes(TENANT, JAMMED), []),
  ...at(HISTORY_ROUTES.identity(TENANT, JAMMED), { ...IDENTITY, certificateExpiresAt: null, linkedSince: null }),
  ...at(HISTORY_ROUTES.paper(TENANT, JAMMED), null),
  ...at(HISTORY_ROUTES.paperRound(ALL), []),
  ...at(ROUTES.statisticsTable(ALL), { ...TABLE, rows: [], total: 0 }),
};
