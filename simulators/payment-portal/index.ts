import { randomUUID } from 'node:crypto';
import { type Clock, systemClock } from '../../foundation/clock.ts';
import { Listeners } from '../../foundation/listeners.ts';
import { type Log, silentLog } from '../../foundation/log.ts';
import { parseJson } from '../../portals/http/request.ts';
import { PaymentRequest, PaymentStatus, type PaymentTransaction } from '../../portals/payment-portal/contract.ts';
import { type Call, HttpProblem, readBody, send, sendJson, serve } from '../http/server.ts';
import { PAGE_STYLE, paymentPage } from './page.ts';

interface Kept {
  readonly request: PaymentRequest;
  readonly transaction: PaymentTransaction;
}

/** A payment portal by XBezahldienste 1.0.0, with the page a citizen's phone opens, on loopback. */
export interface PaymentPortalSimulator {
  readonly port: number;
  readonly url: string;
  /** What the citizen does on the phone. @returns false unless the transaction is open */
  decide(transactionId: string, status: 'PAYED' | 'FAILED' | 'CANCELED'): boolean;
  /** Resets every connection. */
  setDown(down: boolean): void;
  isDown(): boolean;
  /** The next answer to `open` is lost after the transaction was made. */
  loseNextAnswer(): void;
  transactions(): readonly PaymentTransaction[];
  /** What somebody could pay now, the latest first. */
  waiting(): readonly { readonly transactionId: string; readonly cents: number; readonly address: string }[];
  /** What was paid, in the order in which it was opened. */
  paid(): readonly { readonly transactionId: string; readonly cents: number }[];
  onChange(listener: () => void): () => void;
  stop(): Promise<void>;
}

/** @throws Refusal `port-in-use` */
export async function startPaymentPortal(options: {
  /** 0: any free one. */
  readonly port: number;
  readonly originatorId: string;
  readonly endPointId: string;
  /** Milliseconds after which an open transaction is cancelled; left out: never, as the standard allows. */
  readonly expiresAfterMs?: number;
  readonly clock?: Clock;
  readonly log?: Log;
}): Promise<PaymentPortalSimulator> {
  const clock = options.clock ?? systemClock;
  const kept = new Map<string, Kept>();
  const listeners = new Listeners();
  let down = false;
  let losesAnswer = false;
  let url = '';

  const checkIds = ({ params }: Call) => {
    if (params.originatorId !== options.originatorId || params.endPointId !== options.endPointId) {
      throw new HttpProblem(404, 'unknown-endpoint');
    }
  };
  const require = ({ params }: Call): Kept => {
    expire();
    const found = kept.get(params.transactionId ?? '');
    if (found === undefined) throw new HttpProblem(404, 'unknown-transaction');
    return found;
  };
  const expire = () => {
    for (const [id, { request, transaction }] of kept) {
      const age = clock.now() - Date.parse(transaction.transactionTimestamp);
      if (transaction.status !== 'INITIAL' || age < (options.expiresAfterMs ?? Number.POSITIVE_INFINITY)) continue;
      kept.set(id, { request, transaction: { ...transaction, status: 'CANCELED', statusDetail: 'expired' } });
    }
  };
  const languageOf = (call: Call) => (call.url.searchParams.get('lang') === 'en' ? 'en' : 'de');

  const decide = (transactionId: string, status: PaymentStatus): boolean => {
    expire();
    const found = kept.get(transactionId);
    if (found?.transaction.status !== 'INITIAL') return false;
    kept.set(transactionId, { ...found, transaction: { ...found.transaction, status, paymentMethod: 'GIROPAY' } });
    listeners.tell();
    return true;
  };

  const open = async (call: Call) => {
    checkIds(call);
    const body = PaymentRequest.safeParse(parseJson(await readBody(call.request, 256_000)));
    if (!body.success) throw new HttpProblem(400, 'malformed', body.error.issues[0]?.path.join('.'));
    const request = body.data;
    checkSum(request);
    const before = [...kept.values()].find((k) => k.request.requestId === request.requestId);
    if (before && !sameContent(before.request, request)) throw new HttpProblem(409, 'request-id-used');
    const transaction = before?.transaction ?? create(request);
    if (losesAnswer) {
      losesAnswer = false;
      call.request.socket.resetAndDestroy();
      return;
    }
    sendJson(call.response, 200, { paymentInformation: transaction });
  };

  /** On which the citizen pays. */
  const pageOf = (transactionId: string) => `${url}/pay/${transactionId}`;

  const create = (request: PaymentRequest): PaymentTransaction => {
    const transactionId = randomUUID();
    const transaction: PaymentTransaction = {
      transactionUrl: `${url}/paymenttransaction/${options.originatorId}/${options.endPointId}/${transactionId}`,
      transactionRedirectUrl: pageOf(transactionId),
      transactionId,
      transactionReference: request.items[0]?.reference ?? request.requestId,
      transactionTimestamp: new Date(clock.now()).toISOString(),
      status: 'INITIAL',
    };
    kept.set(transactionId, { request, transaction });
    listeners.tell();
    return transaction;
  };

  const server = await serve({
    port: options.port,
    log: options.log ?? silentLog,
    before: ({ request }) => {
      if (down) request.socket.resetAndDestroy();
    },
    routes: [
      { method: 'POST', path: '/paymenttransaction/:originatorId/:endPointId', handle: open },
      {
        method: 'GET',
        path: '/paymenttransaction/:originatorId/:endPointId/:transactionId',
        handle: (call) => {
          checkIds(call);
          sendJson(call.response, 200, { paymentInformation: require(call).transaction });
        },
      },
      {
        method: 'GET',
        path: '/status/:originatorId/:endPointId',
        handle: (call) => {
          checkIds(call);
          sendJson(call.response, 200, { timestamp: new Date(clock.now()).toISOString() });
        },
      },
      {
        method: 'GET',
        path: '/pay/:transactionId',
        handle: (call) => {
          const { request, transaction } = require(call);
          const page = paymentPage(transaction, request.grosAmount, request.purpose, languageOf(call));
          send(call.response, 200, 'text/html; charset=utf-8', page);
        },
      },
      {
        method: 'POST',
        path: '/pay/:transactionId/:status',
        handle: (call) => {
          const { transactionId } = require(call).transaction;
          const status = PaymentStatus.safeParse(call.params.status);
          if (!status.success) throw new HttpProblem(404, 'unknown-status');
          decide(transactionId, status.data);
          call.response.setHeader('location', `/pay/${transactionId}?lang=${languageOf(call)}`);
          send(call.response, 303, 'text/plain', '');
        },
      },
      { method: 'GET', path: '/pay.css', handle: ({ response }) => send(response, 200, 'text/css', PAGE_STYLE) },
    ],
  });
  url = `http://127.0.0.1:${server.port}`;

  return {
    port: server.port,
    url,
    decide,
    setDown: (value) => {
      down = value;
      listeners.tell();
    },
    isDown: () => down,
    loseNextAnswer: () => {
      losesAnswer = true;
    },
    transactions: () => [...kept.values()].map(({ transaction }) => transaction),
    waiting() {
      expire();
      return [...kept.values()].reverse().flatMap(({ request, transaction }) =>
        transaction.status === 'INITIAL'
          ? [
              {
                transactionId: transaction.transactionId,
                cents: Math.round(request.grosAmount * 100),
                address: pageOf(transaction.transactionId),
              },
            ]
          : [],
      );
    },
    paid: () =>
      [...kept.values()]
        .filter(({ transaction }) => transaction.status === 'PAYED')
        .map(({ request, transaction }) => ({
          transactionId: transaction.transactionId,
          cents: Math.round(request.grosAmount * 100),
        })),
    onChange(listener) {
      return listeners.add(listener);
    },
    stop: () => server.close(),
  };
}

/** The items must add up to the amount, to the cent. */
function checkSum({ grosAmount, items }: PaymentRequest): void {
  const cents = items.reduce((sum, i) => sum + Math.round((i.totalNetAmount + i.totalTaxAmount) * 100), 0);
  if (cents !== Math.round(grosAmount * 100)) throw new HttpProblem(400, 'amount-mismatch');
}

/** A repetition may differ in its time only. */
const sameContent = (a: PaymentRequest, b: PaymentRequest): boolean =>
  JSON.stringify({ ...a, requestTimestamp: '' }) === JSON.stringify({ ...b, requestTimestamp: '' });
