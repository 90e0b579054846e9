import type { WebSocket } from 'ws';
import { COMMAND_NAMES, SdkCommand, SINCE_LEVEL } from '../../device-drivers/eid/codec/commands.ts';
import type { SdkMessage } from '../../device-drivers/eid/codec/messages.ts';
import type { Clock } from '../../foundation/clock.ts';
import { code, type Log } from '../../foundation/log.ts';
import { type CardReader, type Counter, describeReader } from './card-readers.ts';
import { Dialogue } from './dialogue.ts';
import type { SimulatorFault } from './faults.ts';
import { runAuth } from './run-auth.ts';
import { runChangePin } from './run-change-pin.ts';

/** Versions that have these API levels. */
const VERSIONS: Readonly<Record<number, { readonly name: string; readonly version: string }>> = {
  1: { name: 'AusweisApp2', version: '1.22.7' },
  2: { name: 'AusweisApp2', version: '1.26.2' },
  3: { name: 'AusweisApp2', version: '2.5.0' },
};

export interface ConnectionOptions {
  readonly api: 1 | 2 | 3;
  readonly version: () => string | null;
  readonly counter: Counter;
  readonly clock: Clock;
  readonly log: Log;
  readonly stepMs: number;
  readonly fault: () => SimulatorFault | null;
  readonly keypad: (signal: AbortSignal) => Promise<string>;
  readonly onWorkflow: () => void;
}

/** The app's end of one WebSocket: checks each command as the app does and runs one workflow at a time. */
export class Connection {
  readonly #socket: WebSocket;
  readonly #options: ConnectionOptions;
  /** Readers this connection can see: those that vanished with pcscd come back only for a new one. */
  readonly #hidden = new Set<string>();
  readonly #stopListening: () => void;
  #level: number;
  #dialogue: Dialogue | null = null;
  #workflow: 'AUTH' | 'CHANGE_PIN' | null = null;

  constructor(socket: WebSocket, options: ConnectionOptions) {
    this.#socket = socket;
    this.#options = options;
    this.#level = options.api;
    this.#stopListening = options.counter.onChange((reader) => this.#tellReader(reader));
    socket.on('message', (data, isBinary) => this.#hear(isBinary ? '' : data.toString()));
    socket.on('close', () => this.#end());
    // 'close' follows and does all there is to do.
    socket.on('error', () => socket.terminate());
  }

  get workflow(): 'AUTH' | 'CHANGE_PIN' | null {
    return this.#workflow;
  }

  drop(): void {
    this.#socket.terminate();
  }

  /** pcscd is being restarted: every reader goes, and this connection never sees it again. */
  loseReaders(): void {
    for (const { name } of this.#options.counter.readers) {
      this.#send({ msg: 'READER', name, attached: false });
      this.#hidden.add(name);
    }
  }

  #end(): void {
    this.#stopListening();
    this.#dialogue?.end('client-lost');
  }

  #send(message: SdkMessage): void {
    if (this.#options.fault() === 'silent') return;
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  #describe(reader: CardReader) {
    return describeReader(reader, this.#level, this.#options.api >= 2);
  }

  #tellReader(reader: CardReader): void {
    if (!this.#hidden.has(reader.name)) this.#send({ msg: 'READER', ...this.#describe(reader) });
  }

  #hear(text: string): void {
    const answer = this.#answerTo(text);
    if (answer) this.#send(answer);
  }

  #answerTo(text: string): SdkMessage | null {
    let raw: unknown;
    try {
      raw = JSON.parse(text);
    } catch {
      return { msg: 'INVALID', error: 'illegal value (offset: 1)' };
    }
    const name = typeof raw === 'object' && raw !== null && 'cmd' in raw && typeof raw.cmd === 'string' ? raw.cmd : '';
    const since = COMMAND_NAMES.has(name) ? (SINCE_LEVEL[name as SdkCommand['cmd']] ?? 1) : Number.POSITIVE_INFINITY;
    if (since > this.#level) return { msg: 'UNKNOWN_COMMAND', error: name };
    const parsed = SdkCommand.safeParse(raw);
    if (!parsed.success) return { msg: 'BAD_STATE', error: name };
    this.#options.log.event('debug', 'ausweisapp-simulator.command', { name: code(name) });
    return this.#obey(parsed.data);
  }

  #obey(command: SdkCommand): SdkMessage | null {
    switch (command.cmd) {
      case 'GET_INFO':
        return this.#info();
      case 'GET_API_LEVEL':
        return { msg: 'API_LEVEL', available: this.#levels, current: this.#level };
      case 'SET_API_LEVEL': {
        const isKnown = this.#levels.includes(command.level);
        if (isKnown) this.#level = command.level;
        return { msg: 'API_LEVEL', current: this.#level, ...(isKnown ? {} : { error: 'Unknown level' }) };
      }
      case 'GET_STATUS':
        return { msg: 'STATUS', workflow: this.#workflow, progress: this.#workflow ? 0 : null, state: null };
      case 'GET_READER_LIST':
        return this.#readerList();
      case 'GET_READER': {
        const reader = this.#options.counter.get(command.name);
        const isSeen = reader && !this.#hidden.has(reader.name);
        return { msg: 'READER', ...(isSeen ? this.#describe(reader) : { name: command.name, attached: false }) };
      }
      case 'RUN_AUTH':
      case 'RUN_CHANGE_PIN':
        if (this.#dialogue) return { msg: 'BAD_STATE', error: command.cmd };
        void this.#run(command);
        return null;
      default:
        return this.#dialogue?.offer(command) ? null : { msg: 'BAD_STATE', error: command.cmd };
    }
  }

  get #levels(): number[] {
    return Array.from({ length: this.#options.api }, (_, i) => i + 1);
  }

  #readerList(): SdkMessage {
    const readers = this.#options.counter.readers
      .filter((reader) => reader.isPlugged && !this.#hidden.has(reader.name))
      .map((reader) => this.#describe(reader));
    return this.#level === 1 ? { msg: 'READER_LIST', reader: readers } : { msg: 'READER_LIST', readers };
  }

  #info(): SdkMessage {
    const { api, fault, version } = this.#options;
    if (fault() === 'not-an-app') return { msg: 'INTERNAL_ERROR' };
    const own = VERSIONS[api];
    return {
      msg: 'INFO',
      VersionInfo: { Name: own?.name ?? '', 'Implementation-Version': version() ?? own?.version ?? '' },
    };
  }

  async #run(command: Extract<SdkCommand, { cmd: 'RUN_AUTH' | 'RUN_CHANGE_PIN' }>): Promise<void> {
    const { counter, clock, api, stepMs, keypad, onWorkflow, fault } = this.#options;
    const dialogue = new Dialogue({
      counter,
      clock,
      api,
      stepMs,
      keypad,
      level: () => this.#level,
      send: (message) => this.#send(message),
    });
    this.#dialogue = dialogue;
    this.#workflow = command.cmd === 'RUN_AUTH' ? 'AUTH' : 'CHANGE_PIN';
    onWorkflow();
    if (command.cmd === 'RUN_AUTH') await runAuth(dialogue, command.tcTokenURL, fault());
    else await runChangePin(dialogue, fault());
    this.#dialogue = null;
    this.#workflow = null;
    onWorkflow();
  }
}
