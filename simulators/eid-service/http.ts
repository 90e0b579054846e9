import type { IncomingMessage, ServerResponse } from 'node:http';

/** Largest body in bytes: a PAOS message with card security and certificates is about 10 kB. */
const MAX_BODY = 256 * 1024;

/** The body as text, or `null` if it is too large. */
export async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is not a valid request either: the schema refuses `undefined`.
    return undefined;
  }
}

export function reply(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  });
  response.end(body);
}

export const replyJson = (response: ServerResponse, status: number, value: unknown): void =>
  reply(response, status, 'application/json', JSON.stringify(value));

export const refuse = (response: ServerResponse, status: number, reason: string): void =>
  replyJson(response, status, { reason });
