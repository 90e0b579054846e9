import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BuiltUi, buildUi } from './test-support/build-ui.ts';

/** The promise is 100 kB for everything; what would use it up is noticed long before. */
const ALL_SCRIPTS_LIMIT = 95 * 1024;
/** Of what the first screen waits for: the page's own script and all that it imports at once. */
const FIRST_SCRIPTS_LIMIT = 60 * 1024;
const STYLE_LIMIT = 16 * 1024;

let ui: BuiltUi;
beforeAll(async () => {
  ui = await buildUi('index.html');
}, 60_000);
afterAll(() => ui.remove());

async function zipped(extension: string, isWanted = (_name: string) => true): Promise<number> {
  const all = await readdir(ui.directory, { recursive: true });
  const names = all.filter((name) => name.endsWith(extension) && isWanted(name));
  expect(names.length).toBeGreaterThan(0);
  const files = await Promise.all(names.map((name) => readFile(join(ui.directory, name))));
  return files.reduce((sum, file) => sum + gzipSync(file).length, 0);
}

test('all scripts together stay small', async () => {
  expect(await zipped('.js')).toBeLessThan(ALL_SCRIPTS_LIMIT);
});

test('the first screen waits for no more than it needs', async () => {
  const html = await readFile(join(ui.directory, 'index.html'), 'utf8');
  const first = [...html.matchAll(/(?:src|href)="[.]\/([^"]+[.]js)"/g)].map(([, name]) => name ?? '');
  expect(await zipped('.js', (name) => first.includes(name))).toBeLessThan(FIRST_SCRIPTS_LIMIT);
});

test('all styles together stay small, and KERN’s tokens are in them', async () => {
  expect(await zipped('.css')).toBeLessThan(STYLE_LIMIT);
  const names = (await readdir(ui.directory, { recursive: true })).filter((name) => name.endsWith('.css'));
  const css = (await Promise.all(names.map((name) => readFile(join(ui.directory, name), 'utf8')))).join('');
  expect(css).toMatch(/--kern-color-action-default:/);
});

test('the page has nothing inline that its policy would refuse', async () => {
  const html = await readFile(join(ui.directory, 'index.html'), 'utf8');
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/);
});

test('schemas of the contract stay out of the script', async () => {
  const names = (await readdir(ui.directory, { recursive: true })).filter((name) => name.endsWith('.js'));
  const script = (await Promise.all(names.map((name) => readFile(join(ui.directory, name), 'utf8')))).join('');
  expect(script).not.toMatch(/discriminatedUnion|ZodError/);
});
