import type { Clock } from '../../foundation/clock.ts';
import { code, type Log } from '../../foundation/log.ts';
import { err, ok, type Result } from '../../foundation/result.ts';
import { endpoint } from '../http/endpoint.ts';
import { fetchTrusting } from '../http/own-ca.ts';
import { createHttp } from '../http/request.ts';
import { closeBox, openBox, putPart, readNews } from './calls.ts';
import {
  type BoxEvent,
  type BoxOrder,
  isLinkEvent,
  isWalletEvent,
  type LinkRelayClient,
  type PhoneRelayClient,
  type RelayBox,
  type RelayFailure,
  type RelayLink,
} from './contract.ts';
import { OpenBox } from './open-box.ts';

export interface PhoneRelayOptions {
  /** Where telephones and this terminal reach the relay; https, or http on this machine itself. */
  readonly url: string;
  /** The terminal's key, as `npm run phone-relay -- new-key` made it. */
  readonly key: string;
  /** The only CA to trust; `null` for the system's. Telephones need a certificate that they trust by themselves. */
  readonly caPem: string | null;
  readonly clock: Clock;
  readonly log: Log;
}

/** One more, because a lost answer does no harm: opening again what is open is no fault. */
const ATTEMPTS = 2;

/** @throws Bug for an address that is neither https nor loopback */
export function createPhoneRelayClient(options: PhoneRelayOptions): PhoneRelayClient & LinkRelayClient {
  const { key, caPem, clock, log } = options;
  const base = endpoint(options.url);
  const http = createHttp(clock, caPem === null ? undefined : fetchTrusting(caPem));

  async function opened(order: BoxOrder): Promise<Result<boolean, RelayFailure>> {
    for (let attempt = 1; ; attempt++) {
      const answer = await openBox(http, base, key, order);
      log.event(answer.ok ? 'info' : 'warn', 'relay-box.open', { reason: code(answer.ok ? 'ok' : answer.error.code) });
      if (answer.ok) return answer;
      if (answer.error.failure !== 'relay-unreachable' || attempt === ATTEMPTS) return err(answer.error.failure);
    }
  }

  const addressesOf = (id: string) => ({
    requestUrl: `${base}/w/${id}/request`,
    responseUrl: `${base}/w/${id}/response`,
  });

  const endOf = <E extends BoxEvent>(order: BoxOrder, isOwn: (event: BoxEvent) => event is E) =>
    new OpenBox<E>({
      clock,
      log,
      isOwn,
      lifetimeMs: order.lifetimeSeconds * 1_000,
      readNews: (after, signal) => readNews(http, base, order, after, signal),
      reopen: (lifetimeSeconds) => openBox(http, base, key, { ...order, lifetimeSeconds }),
      putPart: (part, data, signal) => putPart(http, base, order, part, data, signal),
      close: () => closeBox(http, base, order),
    });

  return {
    addressesOf,
    pageUrl: `${base}/p`,
    async open(order): Promise<Result<RelayBox, RelayFailure>> {
      const answer = await opened(order);
      if (!answer.ok) return answer;
      const box = endOf(order, isWalletEvent);
      return ok({ ...addressesOf(order.id), next: () => box.next(), close: () => box.close() });
    },
    async openLink(order): Promise<Result<RelayLink, RelayFailure>> {
      const answer = await opened(order);
      if (!answer.ok) return answer;
      const box = endOf(order, isLinkEvent);
      return ok({ next: () => box.next(), send: (part, data) => box.send(part, data), close: () => box.close() });
    },
  };
}
