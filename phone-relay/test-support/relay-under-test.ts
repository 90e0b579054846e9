import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { SimulatedClock } from '../../foundation/clock.ts';
import { createLog } from '../../foundation/log.ts';
import type { BoxOrder } from '../../portals/phone-relay/contract.ts';
import { startPhoneRelay } from '../relay.ts';
import { makeTerminalKey, readTerminalKeys } from '../terminal-keys.ts';

export const REQUEST_OBJECT = 'eyJh.eyJi.c2ln';
export const JWE = 'eyJh..aXY.Y2lwaGVy.dGFn';

export const secret = () => randomBytes(32).toString('base64url');

const PAGE = new Map([['/p', { type: 'text/html; charset=utf-8', bytes: Buffer.from('<!doctype html>') }]]);

const [one, other] = [makeTerminalKey('one'), makeTerminalKey('other')];

/** A relay on a clock that stands still, with two terminals that have a key. */
export async function relayUnderTest({ proxies = [], port = 0 }: { proxies?: readonly string[]; port?: number } = {}) {
  const clock = new SimulatedClock();
  const lines: string[] = [];
  const relay = await startPhoneRelay({
    host: '127.0.0.1',
    port,
    keys: readTerminalKeys(`${one.line}\n${other.line}`),
    tls: null,
    page: PAGE,
    proxies,
    clock,
    log: createLog((line) => lines.push(line), clock),
  });
  onTestFinished(() => relay.close());
  const ask = (path: string, init: RequestInit & { readonly token?: string } = {}) =>
    fetch(`http://127.0.0.1:${relay.port}${path}`, {
      ...init,
      headers: { ...(init.token ? { authorization: `Bearer ${init.token}` } : {}), ...init.headers },
    });
  const orderOf = (more: Partial<BoxOrder> = {}): BoxOrder => ({
    id: secret(),
    ownerToken: secret(),
    lifetimeSeconds: 300,
    content: { kind: 'wallet', requestObject: REQUEST_OBJECT },
    ...more,
  });
  const open = (order: unknown, token = one.key) =>
    ask('/boxes', { method: 'POST', token, body: JSON.stringify(order), headers: JSON_TYPE });
  const post = (id: string, body: string | URLSearchParams, headers: Record<string, string> = {}) =>
    ask(`/w/${id}/response`, { method: 'POST', body, headers });
  return {
    relay,
    clock,
    lines,
    key: one.key,
    otherKey: other.key,
    ask,
    orderOf,
    open,
    post,
    /** An open box. */
    async opened(more: Partial<BoxOrder> = {}) {
      const order = orderOf(more);
      await open(order);
      return order;
    },
    news: ({ id, ownerToken }: BoxOrder, after = 0, token = ownerToken) =>
      ask(`/boxes/${id}/news?after=${after}`, { token }),
  };
}

const JSON_TYPE = { 'content-type': 'application/json' };

/** Status and `error` of an answer, such as "404 no-such-box". */
export async function refusalOf(answer: Promise<Response>): Promise<string> {
  const got = await answer;
  return `${got.status} ${((await got.json()) as { error?: string }).error}`;
}
