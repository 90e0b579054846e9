import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import type { Random } from '../../../foundation/random.ts';
import { DELAYS } from './delays.ts';
import { pause } from './wait.ts';

/** One alert in a message that was received. */
export interface ReceivedAlert {
  /** By it a receiver knows a message that it has already (Standard Webhooks, "webhook-id"). */
  readonly webhookId: string;
  readonly kind: 'opened' | 'recovered';
  readonly episodeId: string;
  readonly terminalId: string;
  readonly subject: string;
}

interface Message {
  readonly type: string;
  readonly data: { readonly alerts: readonly { id: string; terminal: string; subject: string }[] };
}

/** Another program that is told of alerts, on this machine; it believes what is signed. */
export class WebhookReceiver {
  readonly #server = createServer();
  readonly #random: Random;
  readonly received: ReceivedAlert[] = [];
  /** Messages, those that came again included. */
  messages = 0;
  /** Messages that were not signed with the secret, or that say what nobody expects. */
  forged = 0;
  #verifier: Webhook | null = null;

  constructor(random: Random) {
    this.#random = random;
  }

  /** @returns its address */
  async start(): Promise<string> {
    this.#server.on('request', (request, response) => {
      let body = '';
      request
        .on('data', (part) => {
          body += part;
        })
        .on('end', () => void this.#answer(response, this.#take(request.headers, body) ? 204 : 400));
    });
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/alerts`;
  }

  /** @param secret as the hub told it */
  believes(secret: string): void {
    this.#verifier = new Webhook(secret);
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #answer(response: ServerResponse, status: number): Promise<void> {
    await pause(this.#random.below(DELAYS.receiverTakes));
    response.writeHead(status).end();
  }

  #take(headers: IncomingHttpHeaders, body: string): boolean {
    this.messages++;
    try {
      if (!this.#verifier) return false;
      const { type, data } = this.#verifier.verify(body, headers as Record<string, string>) as Message;
      const kind = /^alert\.(opened|recovered)$/.exec(type)?.[1] as ReceivedAlert['kind'];
      if (kind === undefined) throw new TypeError(type);
      for (const { id, terminal, subject } of data.alerts) {
        const webhookId = String(headers['webhook-id']);
        this.received.push({ webhookId, kind, episodeId: id, terminalId: terminal, subject });
      }
      return true;
    } catch {
      this.forged++;
      return false;
    }
  }
}
