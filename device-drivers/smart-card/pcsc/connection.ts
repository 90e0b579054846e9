import { createConnection, type Socket } from 'node:net';
import type { Clock } from '../../../foundation/clock.ts';
import { Bug } from '../../../foundation/errors.ts';
import { err, ok, type Result } from '../../../foundation/result.ts';
import type { Tap } from '../../recording/tap.ts';
import type { ServiceFault } from '../contract.ts';
import { LENGTH, parseVersion, versionRequest } from './messages.ts';
import { READERS_LENGTH } from './reader-state.ts';
import { tapStream } from './tapped-stream.ts';

type Read = Result<Uint8Array, ServiceFault>;

interface Waiting {
  readonly length: number;
  readonly answer: (read: Read) => void;
}

export interface PcscDaemon {
  /** Path of its socket. */
  readonly socket: string;
  readonly clock: Clock;
  readonly tap: Tap | undefined;
}

/** What the daemon may send without being read: its longest answer and one signal. */
const MAX_UNREAD = READERS_LENGTH + LENGTH.change;

/**
 * One connection to the PC/SC daemon. Its answers carry no header, so whoever asked knows how many bytes come; asking
 * is one at a time. After any fault the connection is over.
 */
export class PcscConnection {
  readonly #socket: Socket;
  readonly #clock: Clock;
  readonly #heed: ((bytes: Uint8Array) => void) | undefined;
  #unread: Buffer = Buffer.alloc(0);
  #waiting: Waiting | null = null;
  #fault: ServiceFault | null = null;
  #hasHeard = false;

  /** Connects and agrees on the protocol. @param abort ends the connection whenever it comes */
  static async open(
    daemon: PcscDaemon,
    within: number,
    abort?: AbortSignal,
  ): Promise<Result<PcscConnection, ServiceFault>> {
    const connection = new PcscConnection(daemon);
    if (abort?.aborted) connection.close();
    abort?.addEventListener('abort', () => connection.close(), { once: true });
    const answer = await connection.ask(versionRequest(), LENGTH.version, within);
    const version = answer.ok ? parseVersion(answer.value) : answer;
    if (version.ok) return ok(connection);
    connection.close();
    return version;
  }

  private constructor({ socket, clock, tap }: PcscDaemon) {
    this.#clock = clock;
    this.#socket = createConnection({ path: socket });
    this.#heed = tap && tapStream(this.#socket, tap);
    this.#socket.on('data', (bytes: Buffer) => this.#take(bytes));
    this.#socket.on('error', (error: NodeJS.ErrnoException) => this.#over(this.#socketFault(error.code)));
    // A daemon that hangs up before its first word has refused us: so it does when polkit says no.
    this.#socket.on('close', () => this.#over(this.#hasHeard ? 'disconnected' : 'access-denied'));
  }

  /** Sends, and waits for `length` bytes. @param within milliseconds; `null` waits for ever */
  ask(bytes: Uint8Array, length: number, within: number | null): Promise<Read> {
    this.tell(bytes);
    return this.read(length, within);
  }

  /** Sends without waiting for an answer. */
  tell(bytes: Uint8Array): void {
    if (this.#fault) return;
    this.#socket.write(bytes);
    this.#heed?.(bytes);
  }

  async read(length: number, within: number | null): Promise<Read> {
    if (this.#waiting) throw new Bug('one question at a time');
    if (this.#fault) return err(this.#fault);
    const { promise, resolve } = Promise.withResolvers<Read>();
    this.#waiting = { length, answer: resolve };
    const timer = within === null ? null : this.#clock.setTimeout(() => this.#over('no-answer'), within);
    this.#serve();
    const read = await promise;
    if (timer !== null) this.#clock.clearTimeout(timer);
    return read;
  }

  /** Gives up on the daemon; whoever waits is told why. */
  fail(fault: ServiceFault): void {
    this.#over(fault);
  }

  /** The daemon frees what this connection held. */
  close(): void {
    this.#over('disconnected');
  }

  #take(bytes: Buffer): void {
    this.#hasHeard = true;
    this.#unread = Buffer.concat([this.#unread, bytes]);
    this.#serve();
    if (this.#unread.length > MAX_UNREAD) this.#over('protocol-violation');
  }

  #serve(): void {
    const waiting = this.#waiting;
    if (!waiting || this.#unread.length < waiting.length) return;
    this.#waiting = null;
    const bytes = Uint8Array.from(this.#unread.subarray(0, waiting.length));
    this.#unread = this.#unread.subarray(waiting.length);
    waiting.answer(ok(bytes));
  }

  #over(fault: ServiceFault): void {
    if (this.#fault) return;
    this.#fault = fault;
    this.#socket.destroy();
    this.#waiting?.answer(err(fault));
    this.#waiting = null;
  }

  #socketFault(code: string | undefined): ServiceFault {
    if (code === 'ENOENT' || code === 'ECONNREFUSED') return 'no-service';
    if (code === 'EACCES' || code === 'EPERM') return 'access-denied';
    return this.#hasHeard ? 'disconnected' : 'access-denied';
  }
}
