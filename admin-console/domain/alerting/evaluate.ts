import type { Clock } from '../../../foundation/clock.ts';
import { CAUSES } from '../../contract/alerting/causes.ts';
import type {
  AlertingStore,
  EpisodeChange,
  EpisodeMessage,
  StandingConditions,
  TenantAlerting,
} from './alerting-store.ts';
import { decide, type EpisodeDecision } from './decide.ts';
import type { Episode } from './episode.ts';
import type { WatchedTerminal } from './observed.ts';
import { watch } from './watched.ts';
import { whoIsTold } from './who-is-told.ts';

const SECOND = 1_000;

/**
 * Looks at terminals and writes what follows. Two processes may look at the same terminal at once: of two changes to one
 * episode only one is written, with its messages.
 * @returns how many changes were written, and whether all of them were: otherwise it must be looked again
 */
export async function evaluate(
  terminalIds: readonly string[],
  watchingSince: number,
  { conditions, store, clock }: { conditions: StandingConditions; store: AlertingStore; clock: Clock },
): Promise<{ readonly written: number; readonly isWhole: boolean }> {
  // Episodes first: what was seen afterwards is newer than what is changed with it.
  const live = await store.live(terminalIds);
  const observed = await conditions.observe(terminalIds);
  const known = await store.watched(terminalIds);
  const now = clock.now();
  const tenants = new Map<string, TenantAlerting>();
  const changes: EpisodeChange[] = [];
  const remembered = new Map<string, WatchedTerminal>();
  for (const id of terminalIds) {
    const terminal = observed.find((one) => one.id === id) ?? null;
    const own = live.filter(({ terminalId }) => terminalId === id);
    const tenantId = terminal?.tenantId ?? own[0]?.tenantId;
    if (tenantId === undefined) continue;
    const tenant = tenants.get(tenantId) ?? (await store.tenant(tenantId));
    tenants.set(tenantId, tenant);
    const before = known.get(id) ?? null;
    const watched = watch(before, terminal?.isOnline ? terminal.status : null, now);
    if (terminal && watched !== before) remembered.set(id, watched);
    const look = { ...tenant, terminal, watched, watchingSince, now };
    changes.push(
      ...decide(own, look).map((decision) => ({
        terminalId: id,
        tenantId,
        before: decision.before,
        after: decision.after,
        message: messageOf(decision, tenant, now),
      })),
    );
  }
  const written = changes.length + remembered.size > 0 ? await store.commit(changes, remembered) : 0;
  return { written, isWhole: written === changes.length };
}

function messageOf(
  { after, telling }: EpisodeDecision<Episode>,
  tenant: TenantAlerting,
  now: number,
): EpisodeMessage | null {
  if (!after || !telling) return null;
  const gather = CAUSES[after.cause].isImmediate ? 0 : tenant.rules.gatherSeconds * SECOND;
  if (telling.kind === 'recovered') return { kind: 'recovered', sendAt: now + gather };
  const channelIds = whoIsTold(after, telling, tenant, now);
  if (channelIds.length === 0) return null;
  const isFirst = telling.from === 0;
  return {
    kind: isFirst ? 'opened' : 'escalated',
    channelIds,
    act: isFirst ? 'opened' : `escalated-${telling.to}`,
    sendAt: now + gather,
  };
}
