import type { Clock } from '../../../foundation/clock.ts';
import type { CommandStore } from '../../domain/commands/command-store.ts';
import type { HubDatabase } from '../database.ts';
import { candidates } from './candidates.ts';
import { acknowledged, claimFor, claimLinked } from './deliver.ts';
import { cancel, enqueue, enqueueBatch, stopBatch } from './give.ts';
import { batches, file, get, list } from './read.ts';
import { filePart, reported } from './report.ts';
import { erase, expire } from './tidy.ts';

/**
 * Commands in the hub's database. Every change of a state is one UPDATE with the state before as its condition, so that
 * it does not matter which process makes it, how often, or where it was killed.
 * @param processId this process, for the links it holds
 */
export function createCommandStore(db: HubDatabase, processId: string, clock: Clock): CommandStore {
  return {
    candidates: (tenantId, selection, order) => candidates(db, tenantId, selection, order),
    enqueue: (command) => enqueue(db, clock, command),
    enqueueBatch: (batch, commands) => enqueueBatch(db, clock, batch, commands),
    get: (tenants, id) => get(db, tenants, id),
    list: (tenants, filter) => list(db, tenants, filter),
    file: (tenants, id) => file(db, tenants, id),
    batch: async (tenants, id) => (await batches(db, tenants, { id, most: 1 }))[0],
    batches: (tenants, most) => batches(db, tenants, { most }),
    cancel: (tenants, id, actor) => cancel(db, clock, tenants, id, actor),
    stopBatch: (tenants, id, actor) => stopBatch(db, clock, tenants, id, actor),
    claimLinked: (most) => claimLinked(db, clock, processId, most),
    claimFor: (terminalId, most) => claimFor(db, clock, processId, terminalId, most),
    acknowledged: (terminalId, id) => acknowledged(db, clock, terminalId, id),
    reported: (terminalId, report) => reported(db, clock, terminalId, report),
    filePart: (terminalId, part) => filePart(db, terminalId, part),
    expire: () => expire(db, clock),
    erase: () => erase(db, clock),
  };
}
