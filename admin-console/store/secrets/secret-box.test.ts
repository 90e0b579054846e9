import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSecretBox } from './secret-box.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'secret-box-'));
});
afterEach(() => rmSync(directory, { recursive: true }));
const open = (name = 'keys/key') => openSecretBox(join(directory, name));

test('what was sealed is read again with the same key file, also by another process', () => {
  const sealed = open().seal('whsec_geheim');
  expect(sealed).not.toContain('geheim');
  expect(open().open(sealed)).toBe('whsec_geheim');
});

test('the same secret is never sealed to the same text', () => {
  const box = open();
  expect(box.seal('s')).not.toBe(box.seal('s'));
});

test('with another key file it cannot be read', () => {
  const sealed = open().seal('s');
  expect(() => open('other').open(sealed)).toThrow('secret-unreadable');
});

test('what was sealed for one person opens for no other', () => {
  const sealed = open().seal('s', 'anna');
  expect(open().open(sealed, 'anna')).toBe('s');
  expect(() => open().open(sealed, 'bert')).toThrow('secret-unreadable');
  expect(() => open().open(sealed)).toThrow('secret-unreadable');
});

test('a text that was changed, or cut, cannot be read', () => {
  const box = open();
  const bytes = Buffer.from(box.seal('secret'), 'base64');
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
  expect(() => box.open(bytes.toString('base64'))).toThrow('secret-unreadable');
  expect(() => box.open('AAAA')).toThrow('secret-unreadable');
});

test('the key file is for its user only', () => {
  open();
  expect(statSync(join(directory, 'keys/key')).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(directory, 'keys/key'), 'utf8')).toHaveLength(45);
});

test('a key file that is none is refused, not replaced', () => {
  writeFileSync(join(directory, 'broken'), 'short');
  expect(() => open('broken')).toThrow('key-file-unreadable');
});
