import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';

export const UI_ROOT = join(import.meta.dirname, '..');

export interface BuiltUi {
  readonly directory: string;
  remove(): Promise<void>;
}

/** Builds a page of the UI as production would, into a directory of its own. */
export async function buildUi(page: 'index.html' | 'stories.html'): Promise<BuiltUi> {
  const directory = await mkdtemp(join(tmpdir(), 'ui-'));
  // The test runner's NODE_ENV makes a page for developers, a seventh larger than the one that is installed.
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  try {
    await build({
      root: UI_ROOT,
      configFile: join(UI_ROOT, 'vite.config.ts'),
      logLevel: 'error',
      build: { outDir: directory, emptyOutDir: true, rollupOptions: { input: join(UI_ROOT, page) } },
    });
  } finally {
    process.env.NODE_ENV = NODE_ENV;
  }
  return { directory, remove: () => rm(directory, { recursive: true, force: true }) };
}
