import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import { err, ok, type Result } from '../../../foundation/result.ts';
import type { FileRefusal } from '../../../portals/phone-relay/link/link-messages.ts';
import { delays } from '../delays.ts';
import { PHOTO_LIMITS } from './photo-limits.ts';

/** A photo written anew: JPEG and preview without anything beside the pixels. */
export interface ReadPhoto {
  readonly jpeg: Uint8Array;
  readonly preview: Uint8Array;
  readonly width: number;
  readonly height: number;
}

const Said = z.union([
  z.strictObject({ refused: z.enum(['picture-too-small', 'picture-broken']) }),
  z.strictObject({ width: z.int().min(1), height: z.int().min(1), page: z.int().min(1) }),
]);
const ENTRY = join(import.meta.dirname, 'photo-process.ts');

/** Has a picture opened and written anew by a process of its own. A process that ends otherwise: the picture is broken. */
export async function readPhoto(file: Uint8Array): Promise<Result<ReadPhoto, FileRefusal>> {
  const child = spawn(process.execPath, [`--max-old-space-size=${PHOTO_LIMITS.heap}`, ENTRY], {
    env: {},
    stdio: ['pipe', 'pipe', 'ignore'],
    timeout: delays.photo,
    killSignal: 'SIGKILL',
  });
  const gone = new Promise((resolve) => child.once('close', resolve).once('error', resolve));
  // One that has ended already does not read on: its answer, or none, says what became of it.
  child.stdin.on('error', () => {});
  child.stdin.end(file);
  const [answer] = await Promise.all([buffer(child.stdout), gone]);
  const length = answer.length < 4 ? 0 : answer.readUInt32BE();
  const said = Said.safeParse(jsonOf(answer.subarray(4, 4 + length)));
  if (!said.success) return err('picture-broken');
  if ('refused' in said.data) return err(said.data.refused);
  const { width, height, page } = said.data;
  const from = 4 + length;
  return ok({ jpeg: answer.subarray(from, from + page), preview: answer.subarray(from + page), width, height });
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return null;
  }
}
