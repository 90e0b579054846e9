import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../foundation/clock.ts';
import { silentLog } from '../../foundation/log.ts';
import { dialRelay } from './dial-relay.ts';
import { type Relay, startRelay } from './relay.ts';

const TOKEN = 'ab'.repeat(32);
let relay: Relay;
beforeEach(async () => {
  relay = await startRelay({ host: '127.0.0.1', port: 0, clock: systemClock, log: silentLog });
});
afterEach(() => relay.close());

const dial = (role: 'hub' | 'terminal', token = TOKEN, wait = 2_000) =>
  dialRelay(role, { host: '127.0.0.1', port: relay.port, token }, systemClock, wait);

function read(socket: Socket, bytes: number): Promise<string> {
  return new Promise((resolve) => {
    let heard = '';
    socket.on('data', (chunk) => {
      heard += chunk.toString('latin1');
      if (heard.length >= bytes) resolve(heard);
    });
  });
}

test.each([
  ['terminal', 'hub'],
  ['hub', 'terminal'],
] as const)('two sides with the same token are one wire, whoever came first: %s', async (first, second) => {
  const [one, other] = await Promise.all([dial(first), dial(second)]);
  one.write('from one');
  other.write('from the other');
  expect(await Promise.all([read(other, 8), read(one, 14)])).toEqual(['from one', 'from the other']);
  const isGone = new Promise((resolve) => other.once('close', resolve));
  one.destroy();
  await isGone;
});

test('sides of different tokens, and two of the same role, do not meet', async () => {
  const outcome = await Promise.allSettled([dial('hub', TOKEN, 300), dial('terminal', 'cd'.repeat(32), 300)]);
  expect(outcome.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const same = await Promise.allSettled([dial('hub', TOKEN, 300), dial('hub', TOKEN, 300)]);
  expect(same.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});

test('hostile: who says anything else is cut off', async () => {
  for (const words of ['GET / HTTP/1.1\n', `BTR1 hub ${TOKEN} more\n`, 'BTR1 hub short\n', 'x'.repeat(5_000)]) {
    const socket = connect(relay.port, '127.0.0.1', () => socket.write(words));
    socket.on('error', () => {});
    await new Promise((resolve) => socket.once('close', resolve));
  }
});

test('a relay that is away is told as such', async () => {
  await relay.close();
  await expect(dial('hub')).rejects.toMatchObject({ reason: 'relay-unreachable' });
});
