import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer, request } from 'node:http';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, test } from 'vitest';
import { binary, needlesOf, text } from './canaries.ts';
import { searchFiles } from './files.ts';
import { inventVisitor } from './invented-people.ts';
import { searchMemory } from './memory.ts';
import { createSearch } from './search.ts';
import { tapWires } from './wire-tap.ts';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const one of undo.splice(0).reverse()) await one();
});
const directory = () => {
  const path = mkdtempSync(join(tmpdir(), 'bt-wipe-test-'));
  undo.push(() => rmSync(path, { recursive: true, force: true }));
  return path;
};
const word = () => inventVisitor().typed.search;
const searchFor = (...values: readonly string[]) =>
  createSearch(needlesOf(values.map((value, i) => text(`canary.${i}`, value))));
const filesWith = (path: string, ...values: readonly string[]) =>
  searchFiles({ below: [path], search: searchFor(...values), since: 0, isExempt: () => false }).hits;

describe('a planted leak is found', () => {
  test('in a file', () => {
    const [path, canary] = [directory(), word()];
    writeFileSync(join(path, 'notes.txt'), `before ${canary} after`);
    expect(filesWith(path, canary)).toMatchObject([{ canary: 'canary.0', encoding: 'bytes', region: 'at 7' }]);
  });

  test('in the name of a file', () => {
    const [path, canary] = [directory(), word()];
    writeFileSync(join(path, `${canary}.txt`), '');
    expect(filesWith(path, canary)).toMatchObject([{ region: 'its name' }]);
  });

  test('across the border of two pieces of a big file', () => {
    const [path, canary] = [directory(), word()];
    writeFileSync(join(path, 'big'), Buffer.concat([Buffer.alloc((4 << 20) - 3, 0x20), Buffer.from(canary)]));
    expect(filesWith(path, canary)).toHaveLength(1);
  });

  test('in a page of a database that was freed by deleting the row', () => {
    const [path, canary] = [directory(), word()];
    const file = join(path, 'books.db');
    const db = new Database(file);
    db.exec('create table t (v text)');
    db.prepare('insert into t values (?)').run(canary);
    db.exec('delete from t');
    db.close();
    expect(filesWith(path, canary).length).toBeGreaterThan(0);
  });

  test('in the write-ahead log of a database that is open', () => {
    const [path, canary] = [directory(), word()];
    const db = new Database(join(path, 'books.db'));
    undo.push(() => db.close());
    db.pragma('journal_mode = WAL');
    db.exec('create table t (v text)');
    db.prepare('insert into t values (?)').run(canary);
    expect(filesWith(path, canary).some(({ place }) => place.endsWith('-wal'))).toBe(true);
  });

  test.each([
    ['plain', (value: string) => value],
    ['with characters beyond one byte', (value: string) => `${value} ☃`],
    ['in base64, wherever it stands', (value: string) => Buffer.from(`xy${value}`).toString('base64')],
  ])('in the memory of a process, %s', async (_, form) => {
    const canary = word();
    const child = holder();
    child.send({ kept: form(canary) });
    await once(child, 'message');
    const report = searchMemory(child.pid ?? 0, 'holder', searchFor(canary));
    expect(report?.hits.length).toBeGreaterThan(0);
    expect(report?.searched).toBeGreaterThan(1e6);
  });

  test('in a deleted file that a process holds open', async () => {
    const [path, canary] = [directory(), word()];
    const file = join(path, 'gone');
    writeFileSync(file, canary);
    const fd = openSync(file, 'r');
    const child = holder([fd]);
    closeSync(fd);
    rmSync(file);
    const report = searchMemory(child.pid ?? 0, 'holder', searchFor(canary));
    expect(report?.hits).toMatchObject([{ region: 'a deleted file' }]);
  });

  test('on a wire, sent and received', async () => {
    const wires = tapWires();
    undo.push(() => wires.close());
    const [question, answer] = [word(), word()];
    const server = createServer((socket) => socket.once('data', () => socket.end(answer)));
    const port = await listening(server);
    const client = connect(port, '127.0.0.1', () => client.write(`x${question}x`));
    client.resume();
    await once(client, 'close');
    const hits = wires.search(port, 'wire', searchFor(question, answer));
    expect(hits.map(({ canary, region }) => [canary, region])).toEqual([
      ['canary.0', 'sent'],
      ['canary.1', 'received'],
    ]);
  });

  test('on a wire that speaks HTTP, which Node reads past the socket', async () => {
    const wires = tapWires();
    undo.push(() => wires.close());
    const canary = word();
    const server = createHttpServer((incoming, outgoing) => {
      incoming.resume();
      incoming.once('end', () => outgoing.end());
    });
    const port = await listening(server);
    const sent = request({ port, method: 'POST', path: '/', agent: false });
    sent.end(JSON.stringify({ name: canary }));
    const [response] = await once(sent, 'response');
    response.resume();
    await once(response, 'end');
    expect(wires.search(port, 'wire', searchFor(canary))).toMatchObject([{ region: 'sent' }]);
  });
});

describe('each form of a text is found', () => {
  const canary = 'Ävüßenßträße 12';
  test.each([
    ['bytes', Buffer.from(canary)],
    ['utf-16', Buffer.from(canary, 'utf16le')],
    ['latin-1', Buffer.from(canary, 'latin1')],
    ['percent', Buffer.from(encodeURIComponent(canary))],
    ['form', Buffer.from(new URLSearchParams({ v: canary }).toString())],
    ['json-escaped', Buffer.from('\\u00c4v\\u00fc\\u00dfen\\u00dftr\\u00e4\\u00dfe 12')],
    ['hex', Buffer.from(Buffer.from(canary).toString('hex').toUpperCase())],
    ['base64+1', Buffer.from(Buffer.from(`1${canary}9`).toString('base64'))],
    ['base64url+2', Buffer.from(Buffer.from(`12${canary}`).toString('base64url'))],
    ['lower case', Buffer.from(canary.toLowerCase())],
  ])('%s', (_, bytes) => {
    const around = Buffer.concat([Buffer.from('....'), bytes, Buffer.from('....')]);
    expect(searchFor(canary).in(around).length).toBeGreaterThan(0);
  });
});

test('bytes of a picture are found as they are and in base64', () => {
  const run = Buffer.from(Array.from({ length: 24 }, (_, i) => (i * 37 + 11) % 256));
  const search = createSearch(needlesOf([binary('scan', run)]));
  expect(search.in(Buffer.concat([Buffer.alloc(9), run, Buffer.alloc(9)]))).toHaveLength(1);
  expect(search.in(Buffer.from(run.toString('base64')))).not.toEqual([]);
});

test('a PIN inside a longer number is none', () => {
  const search = searchFor('271828');
  expect(search.in(Buffer.from('at 1271828 or 2718281'))).toEqual([]);
  expect(search.in(Buffer.from('pin:271828,'))).toHaveLength(1);
});

test('a finding does not tell what was found', () => {
  const [path, canary] = [directory(), word()];
  writeFileSync(join(path, 'notes.txt'), `{"familyName":"${canary}","pin":"271828"}`);
  const said = JSON.stringify(filesWith(path, canary));
  expect(said).not.toContain(canary);
  expect(said).not.toContain('271828');
  expect(readFileSync(join(path, 'notes.txt'), 'utf8')).toContain(canary);
});

test('a process that has ended has no memory', async () => {
  const child = holder();
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(searchMemory(child.pid ?? 0, 'holder', searchFor(word()))).toBeNull();
});

function holder(handles: readonly number[] = []): ChildProcess {
  const child = fork(join(import.meta.dirname, 'test-support/holder.ts'), {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc', ...handles],
    execArgv: [],
  });
  undo.push(() => child.kill('SIGKILL'));
  return child;
}

async function listening(server: ReturnType<typeof createServer>): Promise<number> {
  server.listen(0, '127.0.0.1');
  undo.push(() => server.close());
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
