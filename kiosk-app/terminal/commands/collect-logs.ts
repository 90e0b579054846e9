import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { Refusal } from '../../../foundation/errors.ts';
import { code, type Level } from '../../../foundation/log.ts';

/** Bytes of lines in one answer, before they are packed. */
const MOST = 4 * 1024 * 1024;
const LEVELS: readonly Level[] = ['debug', 'info', 'warn', 'error'];

const Value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const Line = z
  .object({ at: z.iso.datetime(), level: z.enum(['debug', 'info', 'warn', 'error']), event: z.string() })
  .catchall(z.union([Value, z.array(Value)]));

/**
 * The newest log lines of a time, oldest first, as gzip. What is no line of our log is left out, and a value that is no
 * code is written as "?" once more: whatever got into the file, no text leaves it.
 * @param file the log that is being written; those set aside lie beside it as `<file>.1`, `.2`, …
 * @param since epoch milliseconds
 * @throws Refusal `no-lines`
 */
export function collectLogs(file: string, { since, level }: { readonly since: number; readonly level: Level }): Buffer {
  const found: string[] = [];
  let size = 0;
  const isWanted = ({ at, level: of }: z.infer<typeof Line>) =>
    Date.parse(at) >= since && LEVELS.indexOf(of) >= LEVELS.indexOf(level);
  for (const line of newestFirst(file)) {
    const read = lineOf(line);
    if (!read || !isWanted(read)) continue;
    const text = `${JSON.stringify(inCodes(read))}\n`;
    size += text.length;
    if (size > MOST) break;
    found.push(text);
  }
  if (found.length === 0) throw new Refusal('no-lines');
  return gzipSync(found.reverse().join(''));
}

function* newestFirst(file: string): Generator<string> {
  for (let aside = 0; ; aside++) {
    const text = textOf(aside === 0 ? file : `${file}.${aside}`);
    if (text === null) return;
    yield* text.split('\n').reverse();
  }
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // There are no more of them.
    return null;
  }
}

function lineOf(text: string): z.infer<typeof Line> | null {
  try {
    return Line.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

const inCodes = (line: z.infer<typeof Line>): object =>
  Object.fromEntries(
    Object.entries(line).map(([name, value]) => [code(name), Array.isArray(value) ? value.map(inCode) : inCode(value)]),
  );

const inCode = (value: z.infer<typeof Value>) => (typeof value === 'string' ? code(value) : value);
