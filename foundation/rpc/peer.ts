import { z } from 'zod';
import { type Clock, systemClock, type Timer } from '../clock.ts';
import { Bug, Refusal, reasonOf } from '../errors.ts';
import { code, type Log } from '../log.ts';
import type { Answer, Handlers, Notice, Params, Side, Transport } from './contract.ts';

/** JSON-RPC 2.0, section 5.1, plus one application code for a `Refusal`. */
const CODES = { parse: -32700, invalid: -32600, unknown: -32601, params: -32602, bug: -32603, refused: 1 } as const;

/** Largest message, in UTF-16 units: one scanned A4 page at 300 dpi as base64 JPEG, with room to spare. */
export const MAX_MESSAGE = 24 * 1024 * 1024;
const ANSWER_WITHIN_MS = 30_000;

const Incoming = z.union([
  z.strictObject({
    jsonrpc: z.literal('2.0'),
    id: z.union([z.string().max(64), z.number()]).optional(),
    method: z.string().max(80),
    params: z.unknown().optional(),
  }),
  z.strictObject({ jsonrpc: z.literal('2.0'), id: z.union([z.string().max(64), z.number()]), result: z.unknown() }),
  z.strictObject({
    jsonrpc: z.literal('2.0'),
    id: z.union([z.string().max(64), z.number(), z.null()]),
    error: z.object({
      code: z.number(),
      message: z.string().max(500),
      data: z.object({ reason: z.string().max(120).optional(), detail: z.string().max(500).optional() }).optional(),
    }),
  }),
]);

export interface PeerOptions<Local extends Side, Remote extends Side> {
  readonly transport: Transport;
  readonly local: Local;
  readonly remote: Remote;
  readonly handlers: Handlers<Local>;
  readonly log: Log;
  readonly clock?: Clock;
  readonly maxMessage?: number;
}

export interface Peer<Remote extends Side> {
  /**
   * @throws Refusal with the other side's reason, or `link-closed`, `no-answer`, `bad-answer`
   * @param within milliseconds until `no-answer`; default 30 000; Infinity for what a person decides
   */
  call<M extends keyof Remote['methods'] & string>(
    method: M,
    params: Params<Remote, M>,
    within?: number,
  ): Promise<Answer<Remote, M>>;
  notify<N extends keyof Remote['notifications'] & string>(name: N, params: Notice<Remote, N>): void;
  close(reason: string): void;
  readonly closed: Promise<string>;
}

interface Waiting {
  readonly settle: (answer: { result: unknown } | { refusal: Refusal }) => void;
  readonly timer: Timer | undefined;
}

/**
 * One end of a typed, validated link: JSON-RPC 2.0 over any transport. Every message is checked in both directions;
 * unknown, oversized, malformed or unasked-for ones are refused with a reason and logged without their content.
 */
export function createPeer<Local extends Side, Remote extends Side>(options: PeerOptions<Local, Remote>): Peer<Remote> {
  const { transport, local, remote, handlers, log, clock = systemClock, maxMessage = MAX_MESSAGE } = options;
  const waiting = new Map<string | number, Waiting>();
  let nextId = 1;
  let isClosed = false;
  const closed = Promise.withResolvers<string>();

  const send = (message: object) => {
    if (!isClosed) transport.send(JSON.stringify({ jsonrpc: '2.0', ...message }));
  };
  const refuse = (id: string | number | null, kind: keyof typeof CODES, reason: string, detail?: string) => {
    log.event('warn', 'link.refused', { kind: code(kind), reason: code(reason) });
    send({
      id,
      error: { code: CODES[kind], message: reason, data: detail === undefined ? { reason } : { reason, detail } },
    });
  };

  transport.onMessage((text) => {
    if (text.length > maxMessage) return refuse(null, 'invalid', 'message-too-large');
    let raw: unknown;
    try {
      raw = JSON.parse(text);
    } catch {
      return refuse(null, 'parse', 'not-json');
    }
    const parsed = Incoming.safeParse(raw);
    if (!parsed.success) return refuse(null, 'invalid', 'not-json-rpc');
    const message = parsed.data;
    if ('method' in message) {
      if (message.id === undefined) return hear(message.method, message.params);
      return void answer(message.id, message.method, message.params);
    }
    const entry = message.id === null ? undefined : waiting.get(message.id);
    if (!entry || message.id === null) {
      return log.event('warn', 'link.refused', {
        kind: code('invalid'),
        reason: code('error' in message ? 'peer-refused-a-notification' : 'answer-without-question'),
      });
    }
    waiting.delete(message.id);
    clock.clearTimeout(entry.timer);
    if ('error' in message) {
      entry.settle({
        refusal: new Refusal(message.error.data?.reason ?? message.error.message, message.error.data?.detail),
      });
    } else entry.settle({ result: message.result });
  });

  transport.onClose((reason) => {
    isClosed = true;
    for (const entry of waiting.values()) {
      clock.clearTimeout(entry.timer);
      entry.settle({ refusal: new Refusal('link-closed', reason) });
    }
    waiting.clear();
    closed.resolve(reason);
  });

  function hear(name: string, params: unknown): void {
    const schema = Object.hasOwn(local.notifications, name) ? local.notifications[name] : undefined;
    const checked = schema?.safeParse(params);
    if (!checked) {
      refuse(null, 'unknown', 'unknown-notification');
      return;
    }
    if (!checked.success) {
      refuse(null, 'params', 'invalid-params', where(checked.error));
      return;
    }
    try {
      (handlers.notifications as Record<string, (p: unknown) => void>)[name]?.(checked.data);
    } catch (thrown) {
      log.event('error', 'link.handler-failed', { method: code(name), reason: code(reasonOf(thrown)) });
    }
  }

  async function answer(id: string | number, name: string, params: unknown): Promise<void> {
    const method = Object.hasOwn(local.methods, name) ? local.methods[name] : undefined;
    const checked = method?.params.safeParse(params);
    if (!method || !checked) {
      refuse(id, 'unknown', 'unknown-method');
      return;
    }
    if (!checked.success) {
      refuse(id, 'params', 'invalid-params', where(checked.error));
      return;
    }
    try {
      const result = await (handlers.methods as Record<string, (p: unknown) => unknown>)[name]?.(checked.data);
      send({ id, result: method.result.parse(result) ?? null });
    } catch (thrown) {
      if (thrown instanceof Refusal) {
        refuse(id, 'refused', thrown.reason, thrown.detail);
        return;
      }
      log.event('error', 'link.handler-failed', { method: code(name), reason: code(reasonOf(thrown)) });
      refuse(id, 'bug', 'internal-error');
    }
  }

  return {
    closed: closed.promise,
    close(reason) {
      transport.close(reason);
    },
    notify(name, params) {
      send({ method: name, params });
    },
    async call(name, params, within = ANSWER_WITHIN_MS) {
      if (isClosed) throw new Refusal('link-closed');
      const method = remote.methods[name];
      if (!method) throw new Bug(`no method ${name} in the contract`);
      const id = nextId++;
      const outcome = await new Promise<{ result: unknown } | { refusal: Refusal }>((settle) => {
        const timer = Number.isFinite(within)
          ? clock.setTimeout(() => {
              waiting.delete(id);
              settle({ refusal: new Refusal('no-answer', name) });
            }, within)
          : undefined;
        waiting.set(id, { settle, timer });
        send({ id, method: name, params });
      });
      if ('refusal' in outcome) throw outcome.refusal;
      const checked = method.result.safeParse(outcome.result ?? undefined);
      if (!checked.success) throw new Refusal('bad-answer', `${name} ${where(checked.error)}`);
      return checked.data as never;
    },
  };
}

/** The path of the first fault, never the value that was there. */
function where(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue ? `${issue.path.map(String).join('.') || '(root)'} ${issue.code}` : '';
}
