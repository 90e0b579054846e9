import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Refusal } from '../../foundation/errors.ts';

const Runtime = z.looseObject({ shellPort: z.int().min(1).max(65535) });

/**
 * Where the terminal's bridge is: `--bridge ws://127.0.0.1:<port>/shell`, or `--runtime <data>/runtime.json`, which the
 * terminal rewrites at each start; with `--token-file <data>/shell-token`. Both files are read before every dial.
 * @throws Refusal `no-runtime`, `no-token`, `not-loopback` when called
 */
export function bridgeFrom(args: {
  readonly bridge: string | undefined;
  readonly runtime: string | undefined;
  readonly tokenFile: string;
}): () => { url: string; token: string } {
  return () => {
    const url = args.bridge ?? fromRuntime(args.runtime ?? '');
    if (!/^ws:\/\/127\.0\.0\.1:\d+\//.test(url)) throw new Refusal('not-loopback');
    return { url, token: read(args.tokenFile, 'no-token').trim() };
  };
}

function fromRuntime(file: string): string {
  let raw: unknown;
  try {
    raw = JSON.parse(read(file, 'no-runtime'));
  } catch {
    throw new Refusal('no-runtime');
  }
  const runtime = Runtime.safeParse(raw);
  if (!runtime.success) throw new Refusal('no-runtime');
  return `ws://127.0.0.1:${runtime.data.shellPort}/shell`;
}

function read(file: string, reason: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Refusal(reason);
  }
}
