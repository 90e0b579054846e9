import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../test-support/fakes.ts';

const ROOT = join(import.meta.dirname, '../../..');
/** Preloaded: writes down each module that is loaded. */
const LISTING = `
import { appendFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
registerHooks({
  load(url, context, next) {
    appendFileSync(process.env.LOADED, url + '\\n');
    return next(url, context);
  },
});`;

test('a terminal that records nothing loads neither the recorder nor the codecs it masks with', () => {
  using directory = temporaryDirectory();
  const file = join(directory.path, 'loaded');
  const preload = `data:text/javascript,${encodeURIComponent(LISTING)}`;
  // Without a command line it ends once all that it is made of is loaded.
  const run = spawnSync(process.execPath, ['--import', preload, join(ROOT, 'kiosk-app/terminal/main.ts')], {
    env: { LOADED: file },
    encoding: 'utf8',
  });
  expect(run.status).toBe(2);
  const loaded = readFileSync(file, 'utf8').split('\n');
  const drivers = loaded.flatMap((url) => url.split('/device-drivers/')[1] ?? []);
  expect(loaded.some((url) => url.endsWith('/kiosk-app/terminal/start/terminal.ts'))).toBe(true);
  expect(drivers).toContain('recording/variable.ts');
  expect(drivers.filter((path) => /^recording\/(?!variable\.ts|wrap\/)/.test(path))).toEqual([]);
  expect(
    drivers.filter((path) =>
      /^(payment|eid|code-reader|keypad|page-printer)\/(?!(contract|registration)\.ts)/.test(path),
    ),
  ).toEqual([]);
});
