import type { Clock } from '../../foundation/clock.ts';
import { code, type Log } from '../../foundation/log.ts';
import { err, ok, type Result } from '../../foundation/result.ts';
import { endpoint, isSecure } from '../http/endpoint.ts';
import {
  createHttp,
  type Fetch,
  failureCode,
  type HttpRequest,
  type PortalFailure,
  readJson,
} from '../http/request.ts';
import { PaymentAnswer, type PaymentTransaction } from './contract.ts';
import { delays } from './delays.ts';
import { LIMITS } from './limits.ts';
import { type PaymentToOpen, paymentRequest } from './request.ts';

export interface PaymentPortalClient {
  /** Whether the portal says that it works. */
  available(): Promise<boolean>;
  /** Opens a transaction; the same `requestId` again gives the same transaction, so a lost answer is asked for again. */
  open(payment: PaymentToOpen): Promise<Result<PaymentTransaction, PortalFailure>>;
  read(transactionId: string): Promise<Result<PaymentTransaction, PortalFailure>>;
}

/** @throws Bug for an address that is neither https nor loopback */
export function createPaymentPortalClient(options: {
  readonly url: string;
  readonly originatorId: string;
  readonly endPointId: string;
  /** Value of the `Authorization` header, as agreed with the operator. */
  readonly authorization?: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly fetch?: Fetch;
}): PaymentPortalClient {
  const { clock, log } = options;
  const base = endpoint(options.url);
  const http = createHttp(clock, options.fetch);
  const ids = `${encodeURIComponent(options.originatorId)}/${encodeURIComponent(options.endPointId)}`;
  const transactions = `${base}/paymenttransaction/${ids}`;

  const call = (request: Pick<HttpRequest, 'method' | 'url' | 'body'>) =>
    http.request({
      ...request,
      headers: {
        accept: 'application/json',
        ...(request.body !== undefined && { 'content-type': 'application/json' }),
        ...(options.authorization !== undefined && { authorization: options.authorization }),
      },
      timeoutMs: delays.call,
      maxBytes: LIMITS.answerBytes,
    });

  const transaction = async (
    request: Pick<HttpRequest, 'method' | 'url' | 'body'>,
  ): Promise<Result<PaymentTransaction, PortalFailure>> => {
    const answer = await call(request);
    if (!answer.ok) return answer;
    const body = readJson(answer.value, PaymentAnswer);
    if (!body.ok) return body;
    const { paymentInformation } = body.value;
    const { status, transactionRedirectUrl: address } = paymentInformation;
    // It becomes a QR code that people scan with their own phone: nothing but a secured page may stand in it.
    const isUsable = address !== undefined && isSecure(address);
    // Nobody is shown it once there is an outcome.
    return status !== 'INITIAL' || isUsable
      ? ok(paymentInformation)
      : err({ reason: 'bad-answer', detail: 'redirect-url' });
  };

  const read: PaymentPortalClient['read'] = async (transactionId) => {
    const found = await transaction({ method: 'GET', url: `${transactions}/${encodeURIComponent(transactionId)}` });
    if (!found.ok || found.value.transactionId === transactionId) return found;
    return err({ reason: 'bad-answer', detail: 'other-transaction' });
  };

  return {
    async available() {
      const answer = await call({ method: 'GET', url: `${base}/status/${ids}` });
      if (!answer.ok) log.event('warn', 'payment-portal.unavailable', { reason: code(failureCode(answer.error)) });
      return answer.ok;
    },

    open: (payment) =>
      transaction({ method: 'POST', url: transactions, body: JSON.stringify(paymentRequest(payment, clock.now())) }),

    read,
  };
}
