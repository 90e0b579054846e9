import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { decodeJwt } from 'jose';
import { Listeners } from '../../foundation/listeners.ts';
import { BoxOrder } from '../../portals/phone-relay/contract.ts';
import { qrTextOf } from '../../portals/wallet/request/qr-text.ts';
import { listenLocally } from '../../simulators/listen.ts';

/**
 * The line between the phone relay and everybody who speaks with it; it can be cut. A wallet at the simulator desk has no
 * camera: the code that stands on the terminal's screen is known here, from the order that the session sends to the relay.
 * Of the code of a link only that it stands there: its secret never comes this way.
 */
export interface PhoneLine {
  readonly port: number;
  /** Text of the newest code that a screen shows, if it is for a wallet. */
  code(): string | null;
  /** The newest code that a screen shows is of a link that nobody has joined yet. */
  hasPageCode(): boolean;
  setDown(down: boolean): void;
  isDown(): boolean;
  onChange(listener: () => void): () => void;
  close(): Promise<void>;
}

export async function startPhoneLine(options: {
  readonly port: number;
  readonly relayPort: number;
}): Promise<PhoneLine> {
  const listeners = new Listeners();
  let isDown = false;
  /** `code`: `null` for a link. */
  let shown: { readonly id: string; readonly code: string | null } | null = null;

  function show(next: typeof shown): void {
    shown = next;
    listeners.tell();
  }

  async function pass(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(incoming);
    const outgoing = ask({
      host: '127.0.0.1',
      port: options.relayPort,
      method: incoming.method,
      path: incoming.url,
      headers: incoming.headers,
    });
    outgoing.once('error', () => response.destroy());
    response.once('close', () => outgoing.destroy());
    outgoing.once('response', (answer) => {
      watch(incoming, answer.statusCode ?? 0, body);
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    outgoing.end(body);
  }

  function watch({ method, url = '' }: IncomingMessage, status: number, body: Buffer): void {
    const [, id] = /\/boxes\/([\w-]+)/.exec(url) ?? [];
    const [, joined] = /\/p\/([\w-]+)\/join/.exec(url) ?? [];
    if (method === 'POST' && url === '/boxes' && status < 300) {
      const order = BoxOrder.parse(JSON.parse(body.toString()));
      const code = codeOf(order, `http://127.0.0.1:${port}`);
      if (code !== null || order.content.kind === 'link') show({ id: order.id, code });
    } else if (joined !== undefined && joined === shown?.id && status === 200) show(null);
    else if (id !== undefined && id === shown?.id && (method === 'DELETE' || status === 404)) show(null);
  }

  const server = createServer((incoming, response) => {
    if (isDown) response.destroy();
    else pass(incoming, response).catch(() => response.destroy());
  });
  const port = await listenLocally(server, options.port);
  return {
    port,
    code: () => shown?.code ?? null,
    hasPageCode: () => shown !== null && shown.code === null,
    setDown(down) {
      isDown = down;
      if (down) server.closeAllConnections();
      listeners.tell();
    },
    isDown: () => isDown,
    onChange: (listener) => listeners.add(listener),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** As the session writes it. `null` for a request that is none. */
function codeOf({ id, content }: BoxOrder, base: string): string | null {
  if (content.kind !== 'wallet') return null;
  const { client_id } = decodeJwt(content.requestObject);
  return typeof client_id === 'string' ? qrTextOf('openid4vp', client_id, `${base}/w/${id}/request`) : null;
}
