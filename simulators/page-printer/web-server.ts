import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { decodeMessage } from '../../device-drivers/page-printer/codec/decode.ts';
import { encodeMessage } from '../../device-drivers/page-printer/codec/encode.ts';
import type { Message } from '../../device-drivers/page-printer/codec/message.ts';
import { listenLocally } from '../listen.ts';

/** The printer's embedded web server. A pulled cable is silence, a switched-off printer refuses connections. */
export class Wire {
  isPulled = false;
  /** How many of the next answers get lost on their way, after what they ask for was done. */
  losesAnswers = 0;
  /** Sent instead of an answer: what a broken firmware says. */
  garbage: Uint8Array | undefined;
  /** Answers without Content-Type, as several models of HP. */
  namesNoType = false;
  /** What a firmware makes of an answer: another one, or a status of HTTP instead. */
  alter: (request: Message, answer: Message) => Message | number = (_, answer) => answer;
  /** Fields as they stand on the wire, added to the end of every answer: malformed ones, for example. */
  fields = new Uint8Array();
  readonly #onRequest: (request: Message) => Message;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #port: number;

  /** @param port 0 for any free one; kept for later `listen`s */
  constructor(port: number, onRequest: (request: Message) => Message) {
    this.#port = port;
    this.#onRequest = onRequest;
  }

  get port(): number {
    return this.#port;
  }

  get isListening(): boolean {
    return this.#server !== undefined;
  }

  /** @throws Refusal `port-in-use` or the system's code */
  async listen(): Promise<void> {
    const server = createServer((request, response) => this.#serve(request, response));
    server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    this.#port = await listenLocally(server, this.#port);
    this.#server = server;
  }

  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    for (const socket of this.#sockets) socket.destroy();
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    const chunks: Uint8Array[] = [];
    // A client that hangs up half-way needs no answer.
    request.on('error', () => {});
    request.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    request.on('end', () => {
      if (!this.isPulled) this.#answer(request, response, Buffer.concat(chunks));
    });
  }

  #answer(request: IncomingMessage, response: ServerResponse, body: Uint8Array): void {
    if (request.method !== 'POST' || request.headers['content-type'] !== 'application/ipp') {
      response.writeHead(415).end();
      return;
    }
    const message = decodeMessage(body);
    if (!message.ok) {
      response.writeHead(400).end();
      return;
    }
    const answer = this.#onRequest(message.value);
    if (this.losesAnswers > 0) {
      this.losesAnswers--;
      request.socket.destroy();
      return;
    }
    const altered = this.alter(message.value, answer);
    if (typeof altered === 'number') {
      response.writeHead(altered).end();
      return;
    }
    const whole = encodeMessage(altered);
    const spoilt = Buffer.concat([whole.subarray(0, -1), this.fields, whole.subarray(-1)]);
    response.writeHead(200, this.namesNoType ? {} : { 'content-type': 'application/ipp' }).end(this.garbage ?? spoilt);
  }
}
