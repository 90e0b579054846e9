import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';
import type { Clock } from '../../foundation/clock.ts';
import { Refusal } from '../../foundation/errors.ts';
import { DELAYS } from './delays.ts';

/** Largest message believed to come from the browser, in bytes: a 4K screenshot as base64 PNG and room to spare. */
const MAX_MESSAGE = 64 * 1024 * 1024;

const Message = z.object({
  id: z.int().optional(),
  method: z.string().optional(),
  params: z.record(z.string(), z.unknown()).optional(),
  result: z.record(z.string(), z.unknown()).optional(),
  error: z.object({ code: z.number(), message: z.string() }).optional(),
  sessionId: z.string().optional(),
});

export type DevtoolsParams = Readonly<Record<string, unknown>>;
export type EventListener = (params: DevtoolsParams, sessionId: string | null) => void;

interface Waiting {
  readonly method: string;
  resolve(result: DevtoolsParams): void;
  reject(refusal: Refusal): void;
}

/**
 * Chrome DevTools Protocol over `--remote-debugging-pipe`: JSON texts, each ended by a NUL byte. A pipe, not a port: no
 * other process of the machine can attach to it.
 */
export interface Pipe {
  /**
   * @param sessionId of an attached target; `null` = the browser itself
   * @throws Refusal `browser-gone`, `no-answer`, `browser-refused`
   */
  send(method: string, params: DevtoolsParams, sessionId?: string | null, within?: number): Promise<DevtoolsParams>;
  on(method: string, listener: EventListener): void;
  close(): void;
}

export function createPipe(input: Writable, output: Readable, clock: Clock): Pipe {
  const waiting = new Map<number, Waiting>();
  const listeners = new Map<string, EventListener[]>();
  let nextId = 1;
  let isClosed = false;
  let parts: Buffer[] = [];
  let size = 0;

  const close = () => {
    if (isClosed) return;
    isClosed = true;
    for (const { reject } of waiting.values()) reject(new Refusal('browser-gone'));
    waiting.clear();
    input.destroy();
    output.destroy();
  };

  output.on('data', (chunk: Buffer) => {
    let from = 0;
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, from)) {
      parts.push(chunk.subarray(from, end));
      receive(Buffer.concat(parts).toString('utf8'));
      parts = [];
      size = 0;
      from = end + 1;
    }
    parts.push(chunk.subarray(from));
    size += chunk.length - from;
    if (size > MAX_MESSAGE) close();
  });
  output.once('close', close);
  output.once('error', close);
  input.once('error', close);

  function receive(text: string): void {
    const parsed = Message.safeParse(JSON.parse(text));
    if (!parsed.success) return;
    const { id, method, params = {}, result = {}, error, sessionId = null } = parsed.data;
    if (id === undefined) {
      for (const listener of listeners.get(method ?? '') ?? []) listener(params, sessionId);
      return;
    }
    const entry = waiting.get(id);
    waiting.delete(id);
    if (error) entry?.reject(new Refusal('browser-refused', `${entry.method} ${error.code} ${error.message}`));
    else entry?.resolve(result);
  }

  return {
    send(method, params, sessionId = null, within = DELAYS.browserAnswerWithin) {
      if (isClosed) return Promise.reject(new Refusal('browser-gone'));
      const id = nextId++;
      return new Promise((resolve, reject) => {
        const timer = clock.setTimeout(() => {
          waiting.delete(id);
          reject(new Refusal('no-answer', method));
        }, within);
        waiting.set(id, {
          method,
          resolve(result) {
            clock.clearTimeout(timer);
            resolve(result);
          },
          reject(refusal) {
            clock.clearTimeout(timer);
            reject(refusal);
          },
        });
        input.write(`${JSON.stringify({ id, method, params, ...(sessionId !== null && { sessionId }) })}\0`);
      });
    },
    on(method, listener) {
      listeners.set(method, [...(listeners.get(method) ?? []), listener]);
    },
    close,
  };
}
