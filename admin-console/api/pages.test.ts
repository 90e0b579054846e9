import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify from 'fastify';
import { expect, onTestFinished, test } from 'vitest';
import { servePages } from './pages.ts';

async function ask(url: string) {
  const directory = mkdtempSync(join(tmpdir(), 'pages-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  mkdirSync(join(directory, 'assets'));
  writeFileSync(join(directory, 'index.html'), '<!doctype html>');
  writeFileSync(join(directory, 'assets', 'index-abc.js'), '');
  const app = fastify();
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });
  servePages(app, directory);
  const { statusCode, headers } = await app.inject(url);
  return { statusCode, kept: headers['cache-control'] };
}

test('the page is asked for each time, what it names by content is kept', async () => {
  expect(await ask('/')).toEqual({ statusCode: 200, kept: 'no-store' });
  expect((await ask('/assets/index-abc.js')).kept).toContain('immutable');
});

test('a file that is not there is not kept as missing', async () => {
  expect(await ask('/assets/index-old.js')).toEqual({ statusCode: 404, kept: 'no-store' });
});
