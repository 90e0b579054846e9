import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { keepNoRequestTimings } from './request-timings.ts';

const server = createServer((_, response) => response.end('{}'));
afterEach(() => void server.close());

test('the address of a request is remembered nowhere once it is answered', async () => {
  keepNoRequestTimings();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await (await fetch(`http://127.0.0.1:${port}/bills/VW-2026-04711`)).text();
  await setImmediate();
  expect(performance.getEntries().map(({ name }) => name)).not.toContainEqual(expect.stringContaining('VW-2026'));
});
