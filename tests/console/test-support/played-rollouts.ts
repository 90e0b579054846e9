import { ACCESS_ROUTES } from '../../../admin-console/contract/access/access.ts';
import type { Role } from '../../../admin-console/contract/access/permissions.ts';
import { ROLLOUT_ROUTES as AT } from '../../../admin-console/contract/rollouts/rollout-routes.ts';
import type {
  RolloutCounts,
  RolloutMemberState,
  RolloutProgress,
  RolloutTerminal,
  SoftwareRelease,
} from '../../../admin-console/contract/rollouts/rollouts.ts';
import { ALL } from '../../../admin-console/contract/routes.ts';
import { NOW, sessionOf, TENANT } from './played-fleet.ts';
import type { PlayedAnswers } from './played-hub.ts';
import { releasesAs } from './played-releases.ts';

const HOUR = 3_600_000;
const idOf = (n: number) => `00000000-0000-4000-b000-${String(n).padStart(12, '0')}`;

const counts = (more: Partial<RolloutCounts>): RolloutCounts => ({
  ...{ pending: 0, offline: 0, offered: 0, switched: 0, healthy: 0, failed: 0, 'went-back': 0, excluded: 0 },
  ...more,
});
const SOFTWARE: SoftwareRelease = {
  ...{ id: idOf(90), tenantId: TENANT, version: '2026.12.0', channel: 'stable', notes: '', digest: 'a'.repeat(64) },
  ...{ size: 9_000_000, createdAt: NOW - 48 * HOUR, createdBy: 'anna.technik', withdrawnAt: null },
};
const rollout = (n: number, more: Partial<RolloutProgress>): RolloutProgress => ({
  ...{ id: idOf(n), tenantId: TENANT, kind: 'software', releaseId: SOFTWARE.id, title: 'Software 2026.12.0' },
  plan: {
    rings: [
      { selection: { by: 'tags', tags: ['barrierefrei'] }, window: null, atOnce: null, after: { kind: 'approval' } },
      {
        selection: { by: 'locations', ids: ['rathaus'] },
        window: { weekdays: [1, 2, 3, 4, 5], from: '20:00', to: '06:00' },
        ...{ atOnce: 5, after: { kind: 'soak', minutes: 1_440 } },
      },
      { selection: { by: 'rest' }, window: null, atOnce: null, after: { kind: 'soak', minutes: 0 } },
    ],
    excluded: { terminalIds: [], locationIds: [] },
    ...{ patienceMinutes: 1_440, healthyAfterMinutes: 30, onStop: 'roll-back' },
    threshold: { percent: 5, atLeast: 1, offlineMinutes: 15 },
  },
  ...{ state: 'running', ring: 1, ringSince: NOW - HOUR, revision: 3, authors: ['u-1'], stop: null },
  ...{ createdAt: NOW - 24 * HOUR, createdBy: 'anna.technik', startedAt: NOW - 20 * HOUR, startedBy: 'carla.leitung' },
  rings: [
    counts({ healthy: 8 }),
    counts({ healthy: 4, switched: 2, offered: 1, pending: 5, offline: 1 }),
    counts({ pending: 17, offline: 1, excluded: 1 }),
  ],
  ...{ inNoRing: 0, acts: ['pause', 'stop', 'roll-back'], obstacle: null, soakSince: null },
  ...more,
});
export const RUNNING = rollout(1, {});
export const STOPPED = rollout(2, {
  ...{ title: 'Software 2026.11.3', state: 'rolling-back', ring: 0, acts: ['explain'] },
  stop: { at: NOW - HOUR, isByItself: true, reason: 'ring-1-failed-2-of-8', terminalId: 'terminal-05' },
  rings: [
    counts({ healthy: 2, 'went-back': 4, failed: 2 }),
    counts({ pending: 12, offline: 1 }),
    counts({ pending: 18 }),
  ],
});
export const DRAFTED = rollout(3, {
  ...{ title: 'Neue Gebühren', state: 'draft', ring: 0, startedAt: null, startedBy: null, ringSince: null },
  ...{ acts: ['start', 'discard'], obstacle: 'needs-another-person', inNoRing: 2 },
  rings: [counts({ pending: 8 }), counts({ pending: 12, offline: 1 }), counts({ pending: 18 })],
});

const terminal = (terminalId: string, state: RolloutMemberState, reason: string | null = null): RolloutTerminal => ({
  ...{ terminalId, ring: 0, state, isLinked: true, offeredAt: NOW, switchedAt: null, reason },
});
const TERMINALS = [
  terminal('terminal-00', 'healthy'),
  terminal('terminal-05', 'failed', 'alert-payment-unclear'),
  terminal('terminal-10', 'went-back', 'no-session'),
];

/** What the API answers about rollouts to somebody of this role. */
export const rolloutsAs = (role: Role): PlayedAnswers => ({
  ...releasesAs(role),
  [ACCESS_ROUTES.session]: sessionOf(role),
  [AT.rollouts(ALL)]: [DRAFTED, RUNNING, STOPPED],
  ...Object.fromEntries([RUNNING, STOPPED, DRAFTED].map((one) => [AT.rollout(ALL, one.id), one])),
  ...Object.fromEntries([RUNNING, STOPPED, DRAFTED].map((one) => [AT.terminals(TENANT, one.id), TERMINALS])),
  [AT.softwareReleases(ALL)]: [SOFTWARE],
  [AT.softwareReleases(TENANT)]: [SOFTWARE],
});
export const NO_ROLLOUTS: PlayedAnswers = { ...rolloutsAs('technician'), [AT.rollouts(ALL)]: [] };
