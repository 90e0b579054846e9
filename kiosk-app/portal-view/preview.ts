import { spawn } from 'node:child_process';
import type { Clock } from '../../foundation/clock.ts';
import { err, ok, type Result } from '../../foundation/result.ts';
import { DELAYS } from './delays.ts';
import { LIMITS } from './limits.ts';

/**
 * The first pages of a document as JPEG, drawn by poppler's pdftoppm: a process that gets the bytes by a pipe, writes no
 * file, and ends with each document.
 */
export function previewPages(pdf: Uint8Array, clock: Clock): Promise<Result<readonly Buffer[], 'not-shown'>> {
  return new Promise((resolve) => {
    const pages = ['-f', '1', '-l', String(LIMITS.previewPages)];
    const child = spawn('pdftoppm', ['-jpeg', '-r', '60', ...pages, '-'], {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { PATH: process.env.PATH ?? '' },
    });
    const chunks: Buffer[] = [];
    let bytes = 0;
    const give = (result: Result<readonly Buffer[], 'not-shown'>) => {
      clock.clearTimeout(timer);
      child.kill('SIGKILL');
      resolve(result);
    };
    const timer = clock.setTimeout(() => give(err('not-shown')), DELAYS.previewWithin);
    child.on('error', () => give(err('not-shown')));
    // It may end before it has read everything.
    child.stdin.on('error', () => {});
    child.stdout.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > LIMITS.previewBytes) give(err('not-shown'));
    });
    child.on('close', (status) => {
      const pictures = jpegsIn(Buffer.concat(chunks));
      give(status === 0 && pictures.length > 0 ? ok(pictures) : err('not-shown'));
    });
    child.stdin.end(pdf);
  });
}

/** Pictures one behind the other: each begins with SOI and APP0 (JFIF 1.02). */
function jpegsIn(all: Buffer): readonly Buffer[] {
  const start = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);
  const starts: number[] = [];
  for (let at = all.indexOf(start); at >= 0; at = all.indexOf(start, at + 4)) starts.push(at);
  return starts.map((from, index) => all.subarray(from, starts[index + 1] ?? all.length));
}
