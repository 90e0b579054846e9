import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { systemClock } from '../../foundation/clock.ts';
import { silentLog } from '../../foundation/log.ts';
import { makeTerminalKey } from '../../phone-relay/terminal-keys.ts';
import { JWE, secret } from '../../phone-relay/test-support/relay-under-test.ts';
import { makeTls, type ServerTls } from '../../simulators/eid-service/tls.ts';
import { fetchTrusting } from '../http/own-ca.ts';
import { createPhoneRelayClient } from './client.ts';
import type { BoxOrder } from './contract.ts';

const MAIN = join(import.meta.dirname, '../../phone-relay/main.ts');
const directory = mkdtempSync(join(tmpdir(), 'phone-relay-'));
const at = (file: string) => join(directory, file);
const terminal = makeTerminalKey('Rathaus');
let tls: ServerTls;
let relay: ChildProcess;
let port: number;
const lines: Record<string, unknown>[] = [];
const line = (event: string) => vi.waitUntil(() => lines.some((one) => one.event === event), 20_000);

/** The relay as it is started in a DMZ, with TLS of its own. */
beforeAll(async () => {
  tls = await makeTls(Date.now());
  writeFileSync(at('keys'), `${terminal.line}\n`);
  writeFileSync(at('cert.pem'), tls.certPem);
  writeFileSync(at('key.pem'), tls.keyPem);
  const files = ['--keys', at('keys'), '--tls-cert', at('cert.pem'), '--tls-key', at('key.pem')];
  relay = spawn(process.execPath, [MAIN, '--port', '0', ...files], { stdio: ['ignore', 'ignore', 'pipe'] });
  if (relay.stderr) createInterface(relay.stderr).on('line', (text) => lines.push(JSON.parse(text)));
  await line('phone-relay.started');
  port = Number(lines[0]?.port);
});
afterAll(() => {
  relay.kill('SIGKILL');
  rmSync(directory, { recursive: true });
});

const clientWith = (caPem: string | null, key = terminal.key) =>
  createPhoneRelayClient({ url: `https://localhost:${port}`, key, caPem, clock: systemClock, log: silentLog });
const orderOf = (): BoxOrder => ({
  id: secret(),
  ownerToken: secret(),
  lifetimeSeconds: 60,
  content: { kind: 'wallet', requestObject: 'eyJh.eyJi.c2ln' },
});

test('a session and a telephone meet over TLS of the configured authority', async () => {
  const order = orderOf();
  const box = await clientWith(tls.caPem).open(order);
  if (!box.ok) throw new Error(box.error);
  const next = box.value.next();
  const phone = fetchTrusting(tls.caPem);
  const fetched = await phone(box.value.requestUrl);
  expect(await fetched.text()).toBe('eyJh.eyJi.c2ln');
  expect(fetched.headers.get('strict-transport-security')).toBe('max-age=31536000');
  expect(await next).toEqual({ ok: true, value: { kind: 'fetched' } });
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  await phone(box.value.responseUrl, { method: 'POST', headers, body: `response=${JWE}` });
  expect(await box.value.next()).toEqual({ ok: true, value: { kind: 'answered', response: JWE } });
  await box.value.close();
  expect((await phone(box.value.requestUrl)).status).toBe(404);
});

test('a relay of another authority is not spoken to', async () => {
  expect(await clientWith(null).open(orderOf())).toEqual({ ok: false, error: 'relay-unreachable' });
  const { caPem } = await makeTls(Date.now());
  expect(await clientWith(caPem).open(orderOf())).toEqual({ ok: false, error: 'relay-unreachable' });
});

test('SIGHUP takes over new keys and a new certificate; what is open stays, and a faulty file changes nothing', async () => {
  const order = orderOf();
  const box = await clientWith(tls.caPem).open(order);
  if (!box.ok) throw new Error(box.error);
  void box.value.next();
  const another = makeTerminalKey('Bürgerhaus');
  const renewed = await makeTls(Date.now());
  writeFileSync(at('keys'), 'no key\n');
  relay.kill('SIGHUP');
  await line('phone-relay.not-renewed');
  expect(await clientWith(tls.caPem).open(orderOf())).toMatchObject({ ok: true });
  writeFileSync(at('keys'), `${another.line}\n`);
  writeFileSync(at('cert.pem'), renewed.certPem);
  writeFileSync(at('key.pem'), renewed.keyPem);
  relay.kill('SIGHUP');
  await line('phone-relay.renewed');
  expect(await clientWith(renewed.caPem).open(orderOf())).toEqual({ ok: false, error: 'relay-refused' });
  expect(await clientWith(renewed.caPem, another.key).open(orderOf())).toMatchObject({ ok: true });
  expect(await clientWith(renewed.caPem, another.key).open(order)).toMatchObject({ ok: true });
});

test('it ends by itself when it is told to, also while sessions wait', async () => {
  relay.kill('SIGTERM');
  expect(await once(relay, 'exit')).toEqual([0, null]);
});
