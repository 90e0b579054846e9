import type { IncomingMessage } from 'node:http';
import { Refusal } from '../../foundation/errors.ts';

/** Largest request body, in bytes: an enrolment with its certificate request is below 4 kB. */
const MAX_BODY = 16 * 1024;

/** Reads a small JSON body; refuses with `too-large` or `not-json`. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MAX_BODY) throw new Refusal('too-large');
    parts.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch {
    throw new Refusal('not-json');
  }
}
