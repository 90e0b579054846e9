import type { DeliveredOrder } from '../../fleet-link/commands.ts';
import type { hubSide, terminalLinkSide } from '../../fleet-link/contract.ts';
import type { Clock } from '../../foundation/clock.ts';
import { Refusal, reasonOf } from '../../foundation/errors.ts';
import { code, type Log } from '../../foundation/log.ts';
import type { Handlers } from '../../foundation/rpc/contract.ts';
import type { Peer } from '../../foundation/rpc/peer.ts';
import { Turns } from '../../foundation/turns.ts';
import type { CommandStore } from '../domain/commands/command-store.ts';
import { LIMITS } from '../domain/commands/limits.ts';
import type { Enrolment } from '../domain/enrolment.ts';
import { DELAYS } from './delays.ts';

/** Commands taken from the database at once. */
const AT_ONCE = 200;

/** What of the commands a link needs. */
type CommandRows = Pick<CommandStore, 'claimLinked' | 'claimFor' | 'acknowledged' | 'reported' | 'filePart'>;
type Codes = Pick<Enrolment, 'createReenrolmentCode'>;
type ToTerminal = Pick<Peer<typeof terminalLinkSide>, 'call' | 'closed'>;
type Claimed = Awaited<ReturnType<CommandStore['claimLinked']>>;
type CommandHandlers = Pick<Handlers<typeof hubSide>['methods'], 'command.part' | 'command.report'>;

/**
 * Hands commands to the terminals whose links this process holds, and writes down what they tell of them. The rows are
 * the truth: what was claimed and is not acknowledged is sent again, over this link or the next one, here or elsewhere.
 */
export class CommandLinks {
  readonly #store: CommandRows;
  readonly #enrolment: Codes;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #links = new Map<string, { readonly peer: ToTerminal; readonly turns: Turns }>();
  #looking: Promise<void> | null = null;
  #isRung = false;

  constructor(store: CommandRows, enrolment: Codes, clock: Clock, log: Log) {
    this.#store = store;
    this.#enrolment = enrolment;
    this.#clock = clock;
    this.#log = log;
  }

  /** What a terminal tells. @param isGreeted false until it has said hello */
  handlersFor(terminalId: string, isGreeted: () => boolean): CommandHandlers {
    const admit = () => {
      if (!isGreeted()) throw new Refusal('out-of-order');
    };
    return {
      'command.part': async (part) => {
        admit();
        if (!(await this.#store.filePart(terminalId, part))) throw new Refusal('no-such-command');
        return {};
      },
      'command.report': async (report) => {
        admit();
        const isNew = await this.#store.reported(terminalId, report);
        const { state, reason } = report;
        const fields = { state: code(state), reason: code(reason ?? 'none') };
        // What is said twice, or of a command that is not known any more, must not be said for ever.
        this.#log.event(isNew ? 'info' : 'debug', isNew ? 'hub.command.reported' : 'hub.command.said-before', {
          terminal: code(terminalId),
          ...fields,
        });
        return {};
      },
    };
  }

  /** A terminal has said hello: whatever waits for it is sent, now and later, until this link closes. */
  opened(terminalId: string, peer: ToTerminal): void {
    const link = { peer, turns: new Turns() };
    this.#links.set(terminalId, link);
    void peer.closed.then(() => {
      if (this.#links.get(terminalId) === link) this.#links.delete(terminalId);
    });
    void this.#claim(() => this.#store.claimFor(terminalId, LIMITS.openPerTerminal));
  }

  /** There may be commands for terminals that are linked here. */
  rung(): Promise<void> {
    this.#isRung = true;
    this.#looking ??= this.#look().finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  async #look(): Promise<void> {
    while (this.#isRung) {
      this.#isRung = false;
      // Without a link there is nobody to send anything to.
      if (this.#links.size > 0 && (await this.#claim(() => this.#store.claimLinked(AT_ONCE))) === AT_ONCE) {
        this.#isRung = true;
      }
    }
  }

  async #claim(claim: () => Promise<Claimed>): Promise<number> {
    try {
      const commands = await claim();
      for (const command of commands) this.#send(command);
      return commands.length;
    } catch (thrown) {
      this.#log.event('error', 'hub.commands.failed', { reason: code(reasonOf(thrown)) });
      return 0;
    }
  }

  #send(command: Claimed[number]): void {
    const { id, terminalId, order, urgent, expiresAt } = command;
    const link = this.#links.get(terminalId);
    void link?.turns.take(async () => {
      const validForMs = Math.round(expiresAt - this.#clock.now());
      if (validForMs < 1) return;
      try {
        const told = await this.#asDelivered(command);
        await link.peer.call('command.deliver', { id, validForMs, urgent, order: told }, DELAYS.commandTakenWithin);
        await this.#store.acknowledged(terminalId, id);
      } catch (thrown) {
        this.#log.event('warn', 'hub.command.not-delivered', {
          terminal: code(terminalId),
          kind: code(order.kind),
          reason: code(reasonOf(thrown)),
        });
      }
    });
  }

  /** Each time with a code of its own: what the terminal has not got, nobody knows. */
  async #asDelivered(command: Claimed[number]): Promise<DeliveredOrder> {
    const { order, tenantId, terminalId, expiresAt, actor, reason } = command;
    if (order.kind === 'settle-case') return { ...order, who: actor.slice(0, 80), why: reason ?? '' };
    if (order.kind !== 're-enrol') return order;
    const place = { terminalId, tenantId, locationId: null };
    return { ...order, ...(await this.#enrolment.createReenrolmentCode(place, expiresAt, actor)) };
  }
}
