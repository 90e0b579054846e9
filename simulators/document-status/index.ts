import { Listeners } from '../../foundation/listeners.ts';
import { type Log, silentLog } from '../../foundation/log.ts';
import type { DocumentStatus } from '../../portals/document-status/contract.ts';
import { HttpProblem, readBody, sendJson, serve } from '../http/server.ts';

/** What the registration office knows of ordered documents, on loopback. */
export interface DocumentStatusSimulator {
  readonly port: number;
  readonly url: string;
  /** Adds or replaces a document. */
  put(document: DocumentStatus): void;
  /** Resets every connection. */
  setDown(down: boolean): void;
  /** Answers 429 from then on. */
  setBusy(busy: boolean): void;
  state(): { readonly down: boolean; readonly asked: number; readonly documents: readonly DocumentStatus[] };
  onChange(listener: () => void): () => void;
  stop(): Promise<void>;
}

const MOST_BYTES = 1_000;
/** Questions of one minute, after which the office wants to hear no more. */
const MOST_A_MINUTE = 30;
const MINUTE = 60_000;

/** @throws Refusal `port-in-use` */
export async function startDocumentStatus(options: {
  /** 0: any free one. */
  readonly port: number;
  readonly documents: readonly DocumentStatus[];
  readonly log?: Log;
}): Promise<DocumentStatusSimulator> {
  const documents = new Map(options.documents.map((one) => [one.reference, one]));
  const listeners = new Listeners();
  let down = false;
  let busy = false;
  let asked = 0;
  let times: number[] = [];

  const server = await serve({
    port: options.port,
    log: options.log ?? silentLog,
    before: ({ request }) => {
      if (down) request.socket.resetAndDestroy();
    },
    routes: [
      {
        method: 'POST',
        path: '/document-status',
        handle: async ({ request, response }) => {
          const now = Date.now();
          times = [...times.filter((at) => at > now - MINUTE), now];
          if (busy || times.length > MOST_A_MINUTE)
            throw new HttpProblem(429, 'too-many', undefined, { 'retry-after': '60' });
          const reference = referenceIn(await readBody(request, MOST_BYTES));
          asked += 1;
          listeners.tell();
          const found = documents.get(reference);
          if (found === undefined) throw new HttpProblem(404, 'unknown-document');
          sendJson(response, 200, found);
        },
      },
    ],
  });

  return {
    port: server.port,
    url: `http://127.0.0.1:${server.port}`,
    put(document) {
      documents.set(document.reference, document);
      listeners.tell();
    },
    setDown(value) {
      down = value;
      listeners.tell();
    },
    setBusy(value) {
      busy = value;
      listeners.tell();
    },
    state: () => ({ down, asked, documents: [...documents.values()] }),
    onChange(listener) {
      return listeners.add(listener);
    },
    stop: () => server.close(),
  };
}

function referenceIn(body: string): string {
  try {
    const { reference } = JSON.parse(body) as { reference?: unknown };
    return typeof reference === 'string' ? reference : '';
  } catch {
    return '';
  }
}
