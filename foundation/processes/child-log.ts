import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { z } from 'zod';
import { code, type Log, type Loggable } from '../log.ts';

const MAX_LINE = 4_000;
const Line = z.looseObject({
  at: z.string(),
  level: z.enum(['debug', 'info', 'warn', 'error']),
  event: z.string().regex(/^[a-z][\w.-]{2,80}$/),
});
const Values = z.union([z.number(), z.boolean(), z.null(), z.string()]);

/**
 * Takes over a child's log lines from its stderr or stdout. The child has held personal data, so nothing is believed:
 * a line must be one of ours, and every string in it passes `code()` again. Anything else is counted, never written.
 */
export function relayLog(stream: Readable | null, log: Log): void {
  if (!stream) return;
  const decoder = new StringDecoder('utf8');
  let rest = '';
  stream.on('data', (chunk: Buffer) => {
    const parts = (rest + decoder.write(chunk)).split('\n');
    rest = (parts.pop() ?? '').slice(0, MAX_LINE);
    for (const part of parts) relay(part, log);
  });
  stream.on('error', () => {});
}

function relay(text: string, log: Log): void {
  if (text.trim() === '') return;
  const parsed = text.length > MAX_LINE ? null : Line.safeParse(json(text));
  if (!parsed?.success) {
    log.event('warn', 'child.output-dropped', { characters: text.length });
    return;
  }
  const { at: _, level, event, ...rest } = parsed.data;
  const fields: Record<string, Loggable> = {};
  for (const [key, value] of Object.entries(rest)) {
    const checked = Values.safeParse(value);
    if (!checked.success || !/^\w{1,40}$/.test(key)) continue;
    fields[key] = typeof checked.data === 'string' ? code(checked.data) : checked.data;
  }
  log.event(level, event, fields);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
