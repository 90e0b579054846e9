import type { WebSocket } from 'ws';
import { openList, sizeOf } from '../../../fleet-link/bundle.ts';
import type { BundleName, BundleOffer, BundleStatement } from '../../../fleet-link/configuration.ts';
import { type Clock, delay, systemClock } from '../../../foundation/clock.ts';
import { Bug } from '../../../foundation/errors.ts';
import { DELAYS } from '../../../kiosk-app/terminal/configuration/delays.ts';

const clock: Clock = systemClock;

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly id?: string };
  readonly result?: unknown;
}

/** What a terminal does over a link that stands: answers commands, and fetches the configuration that it should run. */
export class SimulatedLink {
  readonly #socket: WebSocket;
  readonly #answers = new Map<number, (result: unknown) => void>();
  #lastId = 1;
  #running: BundleName | null = null;
  #asking: Promise<void> | null = null;
  #isAskedAgain = false;
  readonly #onConfigured: () => void;

  /** @param onConfigured called when it runs another version */
  constructor(socket: WebSocket, onConfigured: () => void) {
    this.#socket = socket;
    this.#onConfigured = onConfigured;
    socket.on('message', (data) => this.#hear(JSON.parse(data.toString()) as Message));
  }

  /** As a terminal does on each new link. */
  ask(): void {
    if (this.#asking) {
      this.#isAskedAgain = true;
      return;
    }
    this.#asking = this.#configure().finally(() => {
      this.#asking = null;
      if (!this.#isAskedAgain) return;
      this.#isAskedAgain = false;
      this.ask();
    });
  }

  #hear({ id, method, params, result }: Message): void {
    if (method === 'command.deliver') {
      this.#say({ id, result: {} });
      void this.#obey(params?.id ?? '');
    } else if (method === 'configuration.changed') this.ask();
    else if (id !== undefined && method === undefined) {
      this.#answers.get(id)?.(result);
      this.#answers.delete(id);
    }
  }

  /** The harmless command that is given here: its report when it has begun, and when it is over. */
  async #obey(id: string): Promise<void> {
    const report = { id, reason: null, agoMs: 0 };
    await this.#call('command.report', { ...report, state: 'running', result: null });
    await this.#call('command.report', { ...report, state: 'succeeded', result: { kind: 'network', targets: [] } });
  }

  async #configure(): Promise<void> {
    const { wanted } = await this.#tell();
    if (!wanted || wanted.version === this.#running?.version) return;
    const offer = await this.#call<BundleOffer>('configuration.offer', { version: wanted.version });
    const list = openList(offer.list, (JSON.parse(offer.statement) as BundleStatement).digest);
    if (!list.ok) throw new Bug(`bundle: ${list.error}`);
    const size = sizeOf(list.value);
    for (let offset = 0; offset < size; ) {
      await delay(clock, DELAYS.configurationChunkEvery);
      const chunk = { digest: wanted.digest, offset };
      const { bytes } = await this.#call<{ readonly bytes: string }>('configuration.chunk', chunk);
      offset += Buffer.byteLength(bytes, 'base64');
    }
    this.#running = wanted;
    await this.#tell();
    this.#onConfigured();
  }

  #tell(): Promise<{ readonly wanted: BundleName | null }> {
    const running = this.#running;
    const trusted = running?.version ?? 0;
    return this.#call('configuration.state', { running, staged: null, trusted, isOnTrial: false, refused: null });
  }

  /** An answer that is none ends this process: a figure that comes of it would be wrong. */
  #call<T>(method: string, params: object): Promise<T> {
    const id = ++this.#lastId;
    this.#say({ id, method, params });
    return new Promise((resolve) =>
      this.#answers.set(id, (result) => {
        if (result === undefined) throw new Bug(`${method} was refused`);
        resolve(result as T);
      }),
    );
  }

  #say(message: object): void {
    this.#socket.send(JSON.stringify({ jsonrpc: '2.0', ...message }));
  }
}
