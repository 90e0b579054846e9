import { randomBytes } from 'node:crypto';
import type { Clock, Timer } from '../../../foundation/clock.ts';
import { code, type Log } from '../../../foundation/log.ts';
import type { CardPresence, SmartCardReader } from '../contract.ts';
import { DELAYS } from '../delays.ts';
import { AnswersSeen } from './answers-seen.ts';
import { Attempts } from './attempt-limit.ts';
import { authenticate } from './authenticate.ts';
import type { Technician, TechnicianEvent, TechnicianRefusal } from './contract.ts';
import { type KnownTechnician, readTechnicians } from './keys.ts';
import { CHALLENGE_LENGTH } from './protocol.ts';

export interface TechnicianLoginOptions {
  readonly reader: SmartCardReader;
  readonly technicians: readonly Technician[];
  readonly terminalId: string;
  /** Nobody is being served. Cards are asked only then: later the card on the reader is the citizen's. */
  readonly mayAsk: () => boolean;
  readonly onEvent: (event: TechnicianEvent) => void;
  readonly clock: Clock;
  readonly log: Log;
}

/** Of these only, tries count against the limit. */
const COUNTED: ReadonlySet<TechnicianRefusal> = new Set([
  'malformed-answer',
  'unknown-key',
  'bad-signature',
  'replayed',
]);
/** The card may still slip into place, or another program may look at it first. */
const PASSING: ReadonlySet<TechnicianRefusal> = new Set(['in-use-elsewhere', 'card-reset']);
const MAX_TRIES = 5;

/** Watches for technicians' cards: one laid and proven logs in, taken away it logs out. Every insertion is asked once. */
export class TechnicianLogin {
  readonly #options: TechnicianLoginOptions;
  readonly #technicians: readonly KnownTechnician[];
  readonly #attempts: Attempts;
  readonly #seen = new AnswersSeen();
  #waiting: CardPresence[] = [];
  #asking: { readonly card: CardPresence; readonly abort: AbortController } | null = null;
  #loggedIn: { readonly card: CardPresence; readonly id: string } | null = null;
  #tries = 0;
  #retry: Timer;
  #stop: () => void = () => {};

  /** @throws Refusal `bad-technician-key` */
  constructor(options: TechnicianLoginOptions) {
    this.#options = options;
    this.#technicians = readTechnicians(options.technicians);
    this.#attempts = new Attempts(options.clock, DELAYS.attemptsWindow);
  }

  /** Id of the technician whose card lies there, proven. */
  get technicianId(): string | null {
    return this.#loggedIn?.id ?? null;
  }

  /** Before the reader is opened, so that a card that lies there already is heard of. */
  start(): void {
    this.#stop = this.#options.reader.onCard((event) => {
      if (event.kind === 'inserted') {
        this.#waiting.push(event.card);
        this.poke();
      } else if (event.kind === 'removed') this.#removed(event.card);
    });
  }

  stop(): void {
    this.#stop();
    this.#options.clock.clearTimeout(this.#retry);
    this.#asking?.abort.abort();
    this.#asking = null;
    this.#waiting = [];
  }

  /** `mayAsk` may have changed: becoming free asks the card that waits, becoming busy lets go of the one being asked. */
  poke(): void {
    if (!this.#options.mayAsk()) {
      const asked = this.#asking;
      if (!asked) return;
      this.#waiting.unshift(asked.card);
      this.#asking = null;
      asked.abort.abort();
      return;
    }
    if (this.#asking || this.#loggedIn) return;
    const card = this.#waiting.shift();
    if (card) void this.#ask(card);
  }

  async #ask(card: CardPresence): Promise<void> {
    const { reader, terminalId } = this.#options;
    if (this.#attempts.isLocked()) {
      this.#refused('locked');
      return;
    }
    const asking = { card, abort: new AbortController() };
    this.#asking = asking;
    const challenge = randomBytes(CHALLENGE_LENGTH);
    const said = await reader.converse(
      card,
      (transmit) => authenticate(transmit, { technicians: this.#technicians, terminalId, challenge, seen: this.#seen }),
      asking.abort.signal,
    );
    // Let go of or taken away meanwhile: whatever it answered, it is not there any more.
    if (this.#asking !== asking) return;
    this.#asking = null;
    const proof = said.ok ? said.value : said;
    if (proof.ok) this.#login(card, proof.value);
    else if (PASSING.has(proof.error) && ++this.#tries < MAX_TRIES) this.#again(card);
    else this.#refused(proof.error);
  }

  #login(card: CardPresence, id: string): void {
    this.#tries = 0;
    this.#attempts.succeeded();
    this.#loggedIn = { card, id };
    this.#options.log.event('info', 'technician.login', { technician: code(id) });
    this.#options.onEvent({ kind: 'login', technicianId: id });
  }

  #again(card: CardPresence): void {
    this.#waiting.unshift(card);
    this.#retry = this.#options.clock.setTimeout(() => this.poke(), DELAYS.cardBusyRetry);
  }

  #refused(reason: TechnicianRefusal): void {
    this.#tries = 0;
    if (COUNTED.has(reason)) this.#attempts.failed();
    const isOther = reason === 'not-a-technician-card';
    this.#options.log.event(isOther ? 'debug' : 'warn', 'technician.refused', { reason: code(reason) });
    this.#options.onEvent({ kind: 'refused', reason });
    this.poke();
  }

  #removed(card: CardPresence): void {
    this.#waiting = this.#waiting.filter((waiting) => waiting.reader !== card.reader);
    const asked = this.#asking;
    if (asked?.card.reader === card.reader) {
      this.#asking = null;
      asked.abort.abort();
      this.#refused('card-removed');
    }
    const loggedIn = this.#loggedIn;
    if (loggedIn?.card.reader !== card.reader) return;
    this.#loggedIn = null;
    this.#options.log.event('info', 'technician.logout', { technician: code(loggedIn.id) });
    this.#options.onEvent({ kind: 'logout', technicianId: loggedIn.id });
    this.poke();
  }
}
