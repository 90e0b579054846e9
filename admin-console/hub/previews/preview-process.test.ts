import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { sampleFiles } from '../../../config/sample-files.ts';
import { systemClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import { type PreviewProcess, startPreviewProcess } from './preview-process.ts';

/** A real process, as the hub starts it. */
let preview: PreviewProcess;
let session: { readonly port: number } | null = null;
let pid: number;

beforeEach(async () => {
  const uiDirectory = mkdtempSync(join(tmpdir(), 'ui-'));
  onTestFinished(() => rmSync(uiDirectory, { recursive: true }));
  preview = startPreviewProcess({
    uiDirectory,
    clock: systemClock,
    log: silentLog,
    onSession: (_, port) => {
      session = { port };
    },
    onScreen() {},
  });
  pid = preview.pid ?? 0;
  onTestFinished(() => preview.end());
  await preview.peer.call('load', { files: sampleFiles(), uiDirectory });
});

test('it runs a whole session, with nothing of the hub’s environment', async () => {
  expect(environmentOf(pid)).not.toContain('PATH=');
  expect(await statusOf(session?.port ?? 0)).toBe(404);
});

test('it may read the program and its page, and do nothing else to the machine', () => {
  const allowed = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    .split('\0')
    .filter((word) => word.startsWith('--'));
  expect(allowed).toContain('--permission');
  expect(allowed.filter((word) => word.startsWith('--allow-') && !word.startsWith('--allow-fs-read='))).toEqual([]);
  // The hub's data lies here if nobody says otherwise.
  const data = join(import.meta.dirname, '../../../.data/hub/');
  const readable = allowed
    .filter((word) => word.startsWith('--allow-fs-read='))
    .map((word) => word.split('=')[1] ?? '');
  expect(readable.filter((path) => data.startsWith(path))).toEqual([]);
});

test('it ends when the hub is gone, however that came', async () => {
  preview.peer.close('hub-gone');
  await expect(preview.exited).resolves.toBe('exit-0');
});

test('it ends when it is asked to', async () => {
  await preview.end();
  await expect(preview.exited).resolves.toBe('exit-0');
});

/** As Linux shows it: what the process was started with. */
const environmentOf = (id: number): string => readFileSync(`/proc/${id}/environ`, 'utf8');

const statusOf = (port: number): Promise<number | undefined> =>
  new Promise((resolve, reject) =>
    get({ host: '127.0.0.1', port, path: '/' }, ({ statusCode }) => resolve(statusCode)).once('error', reject),
  );
