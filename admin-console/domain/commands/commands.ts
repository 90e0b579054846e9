import { randomUUID } from 'node:crypto';
import type { CommandOrder } from '../../../fleet-link/commands.ts';
import type { Clock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import type { Permission } from '../../contract/access/permissions.ts';
import { termsOf } from '../../contract/commands/command-kinds.ts';
import type { CommandBatchView, CommandPreview, CommandView } from '../../contract/commands/commands.ts';
import type { TerminalSelection } from '../../contract/terminals/terminal-filter.ts';
import type { Candidate, CommandFile, CommandFilter, CommandStore, NewCommand } from './command-store.ts';
import { LIMITS } from './limits.ts';
import { leftOut, previewOf } from './selection.ts';

/** Who gives a command, and what they may do in the tenant in which they give it. */
export interface CommandGiver {
  readonly name: string;
  may(permission: Permission): boolean;
}

export interface CommandRequest {
  readonly order: CommandOrder;
  readonly reason: string | null;
  readonly urgent: boolean;
  /** UUID chosen by whoever asks, so that asking twice gives one; a new one if left out. */
  readonly id?: string | undefined;
  /** Epoch milliseconds on the hub's clock; now if left out. */
  readonly notBefore?: number | undefined;
  /** Milliseconds after `notBefore` in which it may be begun; `LIMITS.life` if left out. */
  readonly lifeMs?: number | undefined;
}

export interface BatchRequest extends CommandRequest {
  readonly selection: TerminalSelection;
  /** The commands become due evenly over so many milliseconds, so that not every terminal does it at once. */
  readonly spreadMs: number;
}

/** Gives commands to terminals, one or many, and takes back what was not sent yet. */
export class Commands {
  readonly #store: CommandStore;
  readonly #ring: (processId: string) => void;
  readonly #clock: Clock;

  /** @param ring tells a hub process that commands wait for terminals linked to it */
  constructor(store: CommandStore, ring: (processId: string) => void, clock: Clock) {
    this.#store = store;
    this.#ring = ring;
    this.#clock = clock;
  }

  /**
   * @throws Refusal `not-allowed`, `reason-needed`, `not-urgent`, `bad-time`, `not-found`, or why the terminal is not
   *   reached: `no-device`, `too-many`
   */
  async give(tenantId: string, terminalId: string, request: CommandRequest, giver: CommandGiver): Promise<CommandView> {
    this.#check(request, giver);
    const id = request.id ?? randomUUID();
    const { kind } = request.order;
    const [candidate] = await this.#store.candidates(tenantId, { by: 'ids', ids: [terminalId] }, request.order);
    if (!candidate) throw new Refusal('not-found');
    // One terminal may be told the same twice by two people: each has a reason of their own.
    const why = leftOut(request.order, { ...candidate, hasSame: false });
    const known = await this.#store.get([tenantId], id);
    if (!known) {
      if (why !== null) throw new Refusal(why);
      const notBefore = this.#due(request);
      await this.#store.enqueue(this.#command(tenantId, terminalId, request, giver, { id, batchId: null, notBefore }));
      this.#tell([candidate]);
    }
    const given = known ?? (await this.#store.get([tenantId], id));
    // The id belongs to somebody else's command.
    if (given?.terminalId !== terminalId || given.order.kind !== kind) throw new Refusal('id-taken');
    return given;
  }

  async preview(tenantId: string, order: CommandOrder, selection: TerminalSelection): Promise<CommandPreview> {
    return previewOf(order, selection, await this.#store.candidates(tenantId, selection, order));
  }

  /** @throws Refusal as `give`, and `nobody-reached` */
  async giveMany(tenantId: string, request: BatchRequest, giver: CommandGiver): Promise<CommandBatchView> {
    this.#check(request, giver);
    const id = request.id ?? randomUUID();
    const { order, reason, selection, spreadMs } = request;
    const known = await this.#store.batch([tenantId], id);
    if (known) return known;
    const candidates = await this.#store.candidates(tenantId, selection, order);
    const reached = candidates.filter((candidate) => leftOut(order, candidate) === null);
    if (reached.length === 0) throw new Refusal('nobody-reached');
    const first = this.#due(request);
    const step = spreadMs / reached.length;
    const commands = reached.map(({ terminalId }, place) =>
      this.#command(tenantId, terminalId, request, giver, {
        id: randomUUID(),
        batchId: id,
        notBefore: Math.round(first + place * step),
      }),
    );
    const batch = { id, tenantId, kind: order.kind, actor: giver.name, reason, createdAt: this.#clock.now() };
    if (await this.#store.enqueueBatch(batch, commands)) this.#tell(reached);
    const given = await this.#store.batch([tenantId], id);
    if (!given) throw new Refusal('id-taken');
    return given;
  }

  /** @throws Refusal `not-found`; `sent-already` */
  async cancel(tenants: readonly string[], id: string, giver: CommandGiver): Promise<void> {
    if (await this.#store.cancel(tenants, id, giver.name)) return;
    throw new Refusal((await this.#store.get(tenants, id)) ? 'sent-already' : 'not-found');
  }

  /** @returns how many were taken back @throws Refusal `not-found` */
  async stop(tenants: readonly string[], batchId: string, giver: CommandGiver): Promise<number> {
    const count = await this.#store.stopBatch(tenants, batchId, giver.name);
    if (count === undefined) throw new Refusal('not-found');
    return count;
  }

  list(tenants: readonly string[], filter: CommandFilter): Promise<readonly CommandView[]> {
    return this.#store.list(tenants, filter);
  }

  batches(tenants: readonly string[], most: number): Promise<readonly CommandBatchView[]> {
    return this.#store.batches(tenants, most);
  }

  /** @throws Refusal `not-found` */
  async get(tenants: readonly string[], id: string): Promise<CommandView> {
    return found(await this.#store.get(tenants, id));
  }

  /** @throws Refusal `not-found` */
  async file(tenants: readonly string[], id: string): Promise<CommandFile> {
    return found(await this.#store.file(tenants, id));
  }

  /** @throws Refusal `not-found` */
  async batch(tenants: readonly string[], id: string): Promise<CommandBatchView> {
    return found(await this.#store.batch(tenants, id));
  }

  #check({ order, reason, urgent, notBefore, lifeMs }: CommandRequest, giver: CommandGiver): void {
    const terms = termsOf(order.kind);
    if (!giver.may(terms.permission)) throw new Refusal('not-allowed');
    if (terms.needsReason && reason === null) throw new Refusal('reason-needed');
    if (urgent && !terms.mayBeUrgent) throw new Refusal('not-urgent');
    const isSoon = (notBefore ?? 0) <= this.#clock.now() + LIMITS.notBeforeAtMost;
    if (!isSoon || (lifeMs ?? LIMITS.life) > LIMITS.lifeAtMost) throw new Refusal('bad-time');
  }

  /** What lies in the past is due now. */
  #due({ notBefore = 0 }: CommandRequest): number {
    return Math.max(notBefore, this.#clock.now());
  }

  #command(
    tenantId: string,
    terminalId: string,
    { order, reason, urgent, lifeMs = LIMITS.life }: CommandRequest,
    giver: CommandGiver,
    rest: Pick<NewCommand, 'id' | 'batchId' | 'notBefore'>,
  ): NewCommand {
    const createdAt = this.#clock.now();
    const expiresAt = rest.notBefore + lifeMs;
    return { ...rest, tenantId, terminalId, order, urgent, actor: giver.name, reason, createdAt, expiresAt };
  }

  #tell(candidates: readonly Candidate[]): void {
    const processes = new Set(candidates.map(({ processId }) => processId));
    for (const processId of processes) if (processId !== null) this.#ring(processId);
  }
}

function found<T>(thing: T | undefined): T {
  if (thing === undefined) throw new Refusal('not-found');
  return thing;
}
