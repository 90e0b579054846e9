import { retentionRow } from '../../../admin-console/api/retention/retention-words.ts';
import {
  ACCESS_ROUTES,
  type AuditEntryView,
  type AuditProofView,
} from '../../../admin-console/contract/access/access.ts';
import type { KeptView } from '../../../admin-console/contract/retention.ts';
import { ALL, ROUTES } from '../../../admin-console/contract/routes.ts';
import { type Kept, RETENTION } from '../../../admin-console/domain/retention.ts';
import { NOW } from './played-fleet.ts';
import type { PlayedAnswers } from './played-hub.ts';

/** What a security officer may find. */
const act = (seq: number, change: Partial<AuditEntryView>): AuditEntryView => ({
  ...{ seq, at: NOW - (100 - seq) * 60_000, actor: 'eva.kasse', act: 'session.opened', subject: 'eva.kasse' },
  ...{ tenantId: 'musterstadt', reason: null, before: null, after: null, hash: 'ab'.repeat(32), ...change },
});
const ENTRIES: readonly AuditEntryView[] = [
  act(99, {
    ...{ act: 'command.given.settle-case', subject: 'rathaus-01', reason: 'Steht auf dem Auszug vom 28.11.' },
    after: JSON.stringify({ id: '6b2c7f44', order: { kind: 'settle-case', caseId: 'c1', how: 'paid' }, urgent: true }),
  }),
  act(98, {
    ...{ actor: 'anna.technik', act: 'user.roles-changed', subject: 'eva.kasse', reason: 'Vertretung im Urlaub' },
    ...{ before: JSON.stringify({ roles: ['viewer'] }), after: JSON.stringify({ roles: ['viewer', 'treasurer'] }) },
  }),
  act(97, { actor: 'terminal:rathaus-01', act: 'terminal.renewed', subject: 'rathaus-01' }),
  act(96, { actor: 'machine', act: 'owner-link.made', subject: 'hub' }),
  act(95, {}),
];
const PROOF: AuditProofView = {
  from: { seq: 0, hash: '0'.repeat(64) },
  to: { seq: 12_304, hash: 'c0ffee00'.repeat(8) },
  since: NOW - 400 * 86_400_000,
  broken: null,
};
export const BROKEN: AuditProofView = { ...PROOF, broken: { seq: 8_021, fault: 'changed' } };

const kept = (Object.keys(RETENTION) as Kept[]).map((id): KeptView => retentionRow(id, RETENTION.audit.keptMs));

export const RECORDS: PlayedAnswers = {
  [ACCESS_ROUTES.audit(ALL)]: ENTRIES,
  [ACCESS_ROUTES.auditProof]: PROOF,
  [ROUTES.retention(ALL)]: kept,
};
export const NO_RECORDS: PlayedAnswers = { ...RECORDS, [ACCESS_ROUTES.audit(ALL)]: [] };
