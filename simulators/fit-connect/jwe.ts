import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseJson } from '../../portals/http/request.ts';
import { HttpProblem } from '../http/server.ts';

/** What of a JWE can be seen from outside. */
export interface JweOutside {
  readonly header: Readonly<Record<string, unknown>>;
  readonly tag: string;
}

/**
 * Refuses what the delivery service refuses without being able to read it.
 * @param types content types (`cty`) that are taken; any if left out
 * @throws HttpProblem 422 with the reason as type
 */
export function checkJwe(
  header: string,
  tag: string,
  expectedKids: ReadonlySet<string>,
  types?: ReadonlySet<string>,
): JweOutside {
  const refuse = (reason: string) => new HttpProblem(422, reason);
  const value = parseJson(Buffer.from(header, 'base64url').toString('utf8'));
  if (typeof value !== 'object' || value === null) throw refuse('jwe-header');
  const fields = value as Record<string, unknown>;
  if (fields.alg !== 'RSA-OAEP-256') throw refuse('jwe-alg');
  if (fields.enc !== 'A256GCM') throw refuse('jwe-enc');
  if (fields.zip !== undefined) throw refuse('jwe-zip');
  if (typeof fields.cty !== 'string' || (types && !types.has(fields.cty))) throw refuse('jwe-cty');
  if (typeof fields.kid !== 'string' || !expectedKids.has(fields.kid)) throw refuse('jwe-kid');
  if (!/^[\w-]{22}$/.test(tag)) throw refuse('jwe-tag');
  return { header: fields, tag };
}

export function checkCompactJwe(
  jwe: string,
  expectedKids: ReadonlySet<string>,
  types?: ReadonlySet<string>,
): JweOutside {
  const parts = jwe.split('.');
  if (parts.length !== 5) throw new HttpProblem(422, 'jwe-form');
  return checkJwe(parts[0] ?? '', parts[4] ?? '', expectedKids, types);
}

const HEAD_BYTES = 4096;
const TAIL_BYTES = 64;

/**
 * Streams a JWE into a file, however large, and answers its outside parts.
 * @throws HttpProblem 413, 422
 */
export async function storeJwe(
  source: Readable,
  path: string,
  maxBytes: number,
  expectedKids: ReadonlySet<string>,
): Promise<JweOutside & { readonly bytes: number }> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.uploading`;
  let bytes = 0;
  let dots = 0;
  let head = '';
  let tail = '';
  const watch = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) throw new HttpProblem(413, 'attachment-too-large');
      for (const byte of chunk) if (byte === 0x2e) dots++;
      if (head.length < HEAD_BYTES) head += chunk.subarray(0, HEAD_BYTES).toString('latin1');
      tail = (tail + chunk.subarray(-TAIL_BYTES).toString('latin1')).slice(-TAIL_BYTES);
      yield chunk;
    }
  };
  try {
    await pipeline(source, watch, createWriteStream(temporary, { mode: 0o600 }));
    if (dots !== 4) throw new HttpProblem(422, 'jwe-form');
    const outside = checkJwe(head.split('.')[0] ?? '', tail.slice(tail.lastIndexOf('.') + 1), expectedKids);
    await rename(temporary, path);
    return { ...outside, bytes };
  } catch (thrown) {
    await rm(temporary, { force: true });
    throw thrown;
  }
}
