import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';

const CONFIG = join(import.meta.dirname, '../../../phone-relay/page/vite.config.ts');

/** Builds the telephone's page as it is installed, into a directory of its own. */
export async function builtPage(): Promise<{ readonly directory: string; remove(): void }> {
  const directory = mkdtempSync(join(tmpdir(), 'phone-page-'));
  // The test runner's NODE_ENV would make a page for developers.
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  try {
    await build({ configFile: CONFIG, logLevel: 'silent', build: { outDir: directory, emptyOutDir: true } });
  } finally {
    process.env.NODE_ENV = NODE_ENV;
  }
  return { directory, remove: () => rmSync(directory, { recursive: true }) };
}
