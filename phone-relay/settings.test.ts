import { expect, test } from 'vitest';
import { hashOf } from './hash.ts';
import { readSettings } from './settings.ts';
import { makeTerminalKey, readTerminalKeys } from './terminal-keys.ts';

test('an address that others reach needs TLS, its own or a proxy’s', () => {
  expect(() => readSettings(['--host', '0.0.0.0'])).toThrow('no-tls');
  expect(readSettings(['--host', '0.0.0.0', '--behind-proxy', '10.0.0.2']).proxies).toEqual(['10.0.0.2']);
  expect(readSettings(['--host', '0.0.0.0', '--tls-cert', 'a', '--tls-key', 'b']).tls).toEqual({
    certFile: 'a',
    keyFile: 'b',
  });
});

test.each([
  ['a certificate without its key', ['--tls-cert', 'a'], 'tls-cert and tls-key'],
  ['a proxy by name', ['--behind-proxy', 'proxy.example'], 'behind-proxy'],
  ['a port that is none', ['--port', 'seven'], 'port'],
])('refused: %s', (_, args, detail) => {
  expect(() => readSettings(args)).toThrow(`bad-setting: ${detail}`);
});

test('a new key is known by its line, in a file with remarks', () => {
  const { key, line } = makeTerminalKey('Rathaus, Foyer');
  expect(readTerminalKeys(`# Musterstadt\n\n${line}\n`)).toEqual(new Set([hashOf(key)]));
});

test('a line that is none is named by its number', () => {
  expect(() => readTerminalKeys(`# keys\n${'ab'.repeat(31)} Rathaus`)).toThrow('bad-key-line: 2');
});
