import { Backoff } from '../../foundation/backoff.ts';
import type { Timer } from '../../foundation/clock.ts';
import { Listeners } from '../../foundation/listeners.ts';
import { code } from '../../foundation/log.ts';
import type { Result } from '../../foundation/result.ts';
import type { DeviceHealth, DeviceState, DeviceStatistics, HealthCheckReport } from '../contract.ts';
import type { CardEvent, CardFault, CardPresence, SmartCardReader, SmartCardReason, Transmit } from './contract.ts';
import { checkService } from './health-check.ts';
import type { SmartCardOptions } from './options.ts';
import { cardOf, changesBetween } from './pcsc/changes.ts';
import { converse } from './pcsc/conversation.ts';
import type { ReaderState } from './pcsc/reader-state.ts';
import { watchReaders } from './pcsc/watch.ts';

/** The readers behind the PC/SC daemon. Finds a restarted daemon and a reader plugged in again by itself. */
export class PcscSmartCardReader implements SmartCardReader {
  readonly kind = 'smart-card';
  readonly #options: SmartCardOptions;
  readonly #cardListeners = new Listeners<[event: CardEvent]>();
  readonly #healthListeners = new Listeners<[health: DeviceHealth]>();
  readonly #counts = { connections: 0, connectionFaults: 0, insertions: 0, muteCards: 0, conversations: 0, failed: 0 };
  #states: readonly ReaderState[] = [];
  #state: DeviceState = 'closed';
  #reason: SmartCardReason | null = null;
  #seenAt: number | null = null;
  #watch: { close(): void } | null = null;
  #retry: Timer;
  readonly #backoff: Backoff;

  constructor(options: SmartCardOptions) {
    this.#options = options;
    const { reconnectAfter, reconnectAtMost } = options.delays;
    this.#backoff = new Backoff({ first: reconnectAfter, atMost: reconnectAtMost });
  }

  open(): void {
    if (this.#state !== 'closed') return;
    this.#become('starting', null);
    this.#connect();
  }

  async close(): Promise<void> {
    this.#options.clock.clearTimeout(this.#retry);
    this.#watch?.close();
    this.#watch = null;
    this.#see([]);
    this.#become('closed', null);
  }

  readers(): readonly string[] {
    return this.#states.map((state) => state.name);
  }

  cards(): readonly CardPresence[] {
    return this.#states.map(cardOf).filter((card) => card !== null);
  }

  onCard(listener: (event: CardEvent) => void): () => void {
    return this.#cardListeners.add(listener);
  }

  health(): DeviceHealth {
    return {
      state: this.#state,
      reason: this.#reason,
      model: this.#states[0]?.name ?? null,
      firmware: null,
      seenAt: this.#seenAt,
    };
  }

  onHealth(listener: (health: DeviceHealth) => void): () => void {
    return this.#healthListeners.add(listener);
  }

  statistics(): DeviceStatistics {
    return { ...this.#counts };
  }

  checkHealth(): Promise<HealthCheckReport> {
    return checkService(this.#options);
  }

  async converse<T>(
    card: CardPresence,
    talk: (transmit: Transmit) => Promise<Result<T, CardFault>>,
    abort?: AbortSignal,
  ): Promise<Result<T, CardFault>> {
    this.#counts.conversations++;
    const said = await converse(card, talk, { ...this.#options, abort });
    if (!said.ok) this.#counts.failed++;
    return said;
  }

  #connect(): void {
    const { clock } = this.#options;
    let hasSeen = false;
    this.#watch = watchReaders({
      ...this.#options,
      onStates: (states) => {
        if (!hasSeen) this.#counts.connections++;
        hasSeen = true;
        this.#backoff.reset();
        this.#seenAt = clock.now();
        this.#see(states.filter((state) => state.name.includes(this.#options.reader ?? '')));
        if (this.#states.length > 0) this.#become('ready', null);
        else this.#become('offline', 'no-reader');
      },
      onFault: (fault) => {
        this.#counts.connectionFaults++;
        this.#watch = null;
        this.#see([]);
        this.#become('offline', fault);
        this.#retry = clock.setTimeout(() => this.#connect(), this.#backoff.next());
      },
    });
  }

  #see(states: readonly ReaderState[]): void {
    const changes = changesBetween(this.#states, states);
    this.#states = states;
    for (const change of changes) {
      if (change.kind === 'inserted') this.#counts.insertions++;
      if (change.kind === 'mute') this.#counts.muteCards++;
      // No ATR here: it tells kinds of cards, and some cards of their holders, apart.
      this.#options.log.event('debug', `smart-card.${change.kind}`);
      this.#cardListeners.tell(change);
    }
  }

  #become(state: DeviceState, reason: SmartCardReason | null): void {
    if (state === this.#state && reason === this.#reason) return;
    this.#state = state;
    this.#reason = reason;
    this.#options.log.event(state === 'offline' ? 'warn' : 'info', 'smart-card.state', {
      state: code(state),
      reason: reason === null ? null : code(reason),
    });
    this.#healthListeners.tell(this.health());
  }
}
