import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { text } from '../wipe/canaries.ts';
import { findLeaks } from './leaks.ts';

const PIN = text('PIN', '271828');

function directoryWith(file: string, content: string | Buffer): string {
  const directory = mkdtempSync(join(tmpdir(), 'bt-leaks-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  mkdirSync(dirname(join(directory, file)), { recursive: true });
  writeFileSync(join(directory, file), content);
  return directory;
}

function leaksIn(content: string | Buffer, canaries = [PIN], file = 'stack/hub/hub.sqlite') {
  return findLeaks(directoryWith(file, content), canaries).leaks;
}

test.each([
  ['milliseconds since 1970', '{"seenAt":1763271828505}'],
  ['microseconds since 1601, as Chromium counts', '"13408271828505123"'],
  ['a long fraction', '{"load":0.2718281828}'],
  ['a SHA-256', `"${'ab271828cd'.padEnd(64, 'e')}"`],
  ['a UUID', '"6f4be859-1111-4222-8333-ab271828cdef"'],
  ['a time in a token', Buffer.from('{"iat":1796271828}').toString('base64url')],
  ['another number that begins alike, in base64', Buffer.from('xx271823"').toString('base64')],
])('not found within %s', (_what, content) => {
  expect(leaksIn(content)).toEqual([]);
});

test.each([
  ['by itself', 'pin=271828'],
  ['beside another number, as a page of SQLite keeps two columns', '500540271828'],
  ['behind a time', '{"at":1763000000000,"digits":"271828"}'],
  ['right behind a time', '1763000000000271828'],
  ['as a short fraction', '1.271828'],
  ['in base64', Buffer.from('x271828').toString('base64')],
  ['at the end of a text in base64', Buffer.from('xx271828').toString('base64')],
  ['right behind a time, in base64', Buffer.from('1763000000000271828').toString('base64')],
  ['in hex', Buffer.from('271828').toString('hex')],
  ['in UTF-16', Buffer.from('271828', 'utf16le')],
])('a PIN is found %s', (_what, content) => {
  expect(leaksIn(content)).toHaveLength(1);
});

test('a finding says which value, where, how it was written and what stands around it, but neither it nor another', () => {
  const canaries = [PIN, text('family name', 'Quastenflößer')];
  const [found] = leaksIn('{"name":"quastenflößer","digits":"271828"}', canaries).filter(
    ({ canary }) => canary === 'PIN',
  );
  expect(found).toEqual({
    place: 'stack/hub/hub.sqlite',
    region: 'byte 36',
    canary: 'PIN',
    encoding: 'bytes',
    context: '{"name":"***************","digits":"[PIN]"}',
  });
});

test('a name of five letters is found', () => {
  expect(leaksIn('hello erika', [text('given name', 'ERIKA')])).toHaveLength(1);
});

test('what lies in the authority’s inbox is at home', () => {
  expect(leaksIn('271828', [PIN], 'stack/world/portal/case.json')).toEqual([]);
});

test('what gets another name while it is searched is searched all the same', () => {
  const directory = directoryWith('stack/cache.tmp', '271828');
  const renamedFirst = (file: string) => {
    if (file.endsWith('.tmp')) renameSync(file, join(directory, 'stack/a-cache'));
    return readFileSync(file);
  };
  const { leaks, files } = findLeaks(directory, [PIN], '', renamedFirst);
  expect([files, leaks.map(({ place }) => place)]).toEqual([1, ['stack/a-cache']]);
});
