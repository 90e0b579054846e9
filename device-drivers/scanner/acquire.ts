import { readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ScanFault } from './contract.ts';
import { MAX_PIXEL_BYTES, parsePnm, pnmLength, type RawImage } from './pnm.ts';
import { LineSplitter } from './scanimage/messages.ts';
import { faultOfRun, type Run, type RunEnd, runScanimage } from './scanimage/process.ts';
import { faultOfExitCode } from './scanimage/status.ts';

export interface Acquired {
  readonly fault: ScanFault | null;
  readonly end: RunEnd;
}

interface Base extends Omit<Run, 'onOutput'> {
  /** Hears what was thrown while a page was read or cleaned up; the run then ends with an I/O error. */
  readonly onTrouble: (thrown: unknown) => void;
}

/** One image through the pipe: it never touches a file. */
export async function acquireFromFlatbed(run: Base, onImage: (image: RawImage) => Promise<void>): Promise<Acquired> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let length: number | null = null;
  const end = await runScanimage({
    ...run,
    onOutput(chunk) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > MAX_PIXEL_BYTES + 1024) return 'stop';
      length ??= pnmLength(chunks.length === 1 ? chunk : Buffer.concat(chunks));
      if (length !== null && length > MAX_PIXEL_BYTES) return 'stop';
      return length !== null && size >= length ? 'complete' : 'more';
    },
  });
  const fault = faultOfRun(end, faultOfExitCode);
  if (fault !== null) return { fault, end };
  const image = parsePnm(Buffer.concat(chunks));
  if (!image.ok) return { fault: image.error === 'too-large' ? 'too-large' : 'io-error', end };
  await onImage(image.value);
  return { fault: null, end };
}

const PAGE_FILE = /^page\d{1,6}\.pnm$/;
export const PAGE_PATTERN = 'page%d.pnm';

/**
 * Sheets one after the other into `directory`; each is read and erased as soon as scanimage names it. Only what
 * `--batch-print` named counts: after a jam the summary counts the lost sheet too (sane-backends 1.1.1).
 * @param onImage tells whether to go on
 */
export async function acquireFromFeeder(
  run: Base,
  directory: string,
  onImage: (image: RawImage) => Promise<'more' | 'stop'>,
): Promise<Acquired> {
  const enough = new AbortController();
  const signal = AbortSignal.any([run.signal, enough.signal]);
  let pages = 0;
  let broken: ScanFault | null = null;
  let chain = Promise.resolve();
  const take = async (name: string) => {
    if (broken !== null) return;
    const path = join(directory, name);
    const bytes = await readFile(path);
    await rm(path);
    const image = parsePnm(bytes);
    if (!image.ok) broken = image.error === 'too-large' ? 'too-large' : 'io-error';
    else if ((await onImage(image.value)) === 'stop') broken = 'too-large';
    else pages++;
    if (broken !== null) enough.abort();
  };
  const lines = new LineSplitter((line) => {
    const name = basename(line);
    if (!PAGE_FILE.test(name)) return;
    chain = chain
      .then(() => take(name))
      .catch((thrown) => {
        broken ??= 'io-error';
        enough.abort();
        run.onTrouble(thrown);
      });
  });
  const end = await runScanimage({
    ...run,
    signal,
    onOutput(chunk) {
      lines.push(Buffer.from(chunk).toString('utf8'));
      return 'more';
    },
  });
  lines.end();
  await chain;
  if (broken !== null && !run.signal.aborted) return { fault: broken, end };
  const fault = faultOfRun(end, faultOfExitCode);
  // An empty feeder is how a run ends, once there was a sheet in it.
  if (fault === 'no-paper' && pages > 0) return { fault: null, end };
  return { fault: fault ?? (pages === 0 ? 'io-error' : null), end };
}
