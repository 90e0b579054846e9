import { request } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { SimulatedClock } from '../../foundation/clock.ts';
import { Refusal } from '../../foundation/errors.ts';
import { silentLog } from '../../foundation/log.ts';
import { action, type DeskDevice } from './contract.ts';
import { DELAYS } from './delays.ts';
import { type Desk, startDesk } from './server.ts';

let desk: Desk;
let clock: SimulatedClock;
let turned: number[];
let tell: () => void;

beforeEach(async () => {
  clock = new SimulatedClock();
  turned = [];
  const lamp: DeskDevice = {
    id: 'lamp',
    state: () => ({ turned: turned.length }),
    actions: {
      turn: action(z.strictObject({ degrees: z.int().max(360) }), ({ degrees }) => {
        if (degrees === 13) throw new Refusal('stuck', 'rust');
        turned.push(degrees);
        tell();
      }),
    },
    onChange(listener) {
      tell = listener;
      return () => {};
    },
    picture: (id) => (id === 'glow' ? { type: 'image/png', body: Uint8Array.of(1, 2) } : undefined),
  };
  desk = await startDesk({ port: 0, devices: [lamp], links: { hub: 'http://127.0.0.1:1/' }, clock, log: silentLog });
});
afterEach(() => desk.close());

const at = (path: string) => new URL(path, desk.url);
const post = (path: string, body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
  fetch(at(path), { method: 'POST', headers, body });
const reasonOf = async (answer: Response) => `${answer.status} ${((await answer.json()) as { type: string }).type}`;
/** fetch does not let a caller choose its Host. */
const withHost = (host: string) =>
  new Promise<number | undefined>((resolve) => {
    request(at('/api/state'), { headers: { host } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    }).end();
  });

test('an action is done and answered with the new state', async () => {
  const answer = await post('/api/lamp/turn', '{"degrees":90}');
  expect([answer.status, await answer.json()]).toEqual([200, { state: { turned: 1 } }]);
  expect(turned).toEqual([90]);
});

test('an unknown device is refused', async () => {
  expect(await reasonOf(await post('/api/radio/turn', '{}'))).toBe('404 unknown-device');
});

test('an unknown action is refused, also one every object has', async () => {
  expect(await reasonOf(await post('/api/lamp/smash', '{}'))).toBe('404 unknown-action');
  expect(await reasonOf(await post('/api/lamp/constructor', '{}'))).toBe('404 unknown-action');
});

test('arguments of the wrong kind are refused by name', async () => {
  const answer = await post('/api/lamp/turn', '{"degrees":1000}');
  expect([answer.status, await answer.json()]).toMatchObject([400, { type: 'bad-arguments', detail: 'degrees' }]);
  expect(turned).toEqual([]);
});

test('arguments that are too many are refused', async () => {
  expect(await reasonOf(await post('/api/lamp/turn', '{"degrees":1,"twice":true}'))).toBe('400 bad-arguments');
});

test('a body that is not JSON is refused', async () => {
  expect(await reasonOf(await post('/api/lamp/turn', '{'))).toBe('400 not-json');
});

test('a form of another page is refused by its content type', async () => {
  expect(await reasonOf(await post('/api/lamp/turn', '{"degrees":1}', { 'content-type': 'text/plain' }))).toBe(
    '415 not-json',
  );
});

test('a page of another origin is refused', async () => {
  const headers = { 'content-type': 'application/json', origin: 'http://evil.example' };
  expect(await reasonOf(await post('/api/lamp/turn', '{"degrees":1}', headers))).toBe('403 other-origin');
});

test('a name made to point at this machine is refused', async () => {
  expect(await withHost('evil.example')).toBe(403);
});

test('a body too large is refused', async () => {
  expect(await reasonOf(await post('/api/lamp/turn', ' '.repeat(10_000)))).toBe('413 too-large');
});

test('what the device refuses is told with its reason', async () => {
  const answer = await post('/api/lamp/turn', '{"degrees":13}');
  expect([answer.status, await answer.json()]).toMatchObject([409, { type: 'stuck', detail: 'rust' }]);
});

test('pictures come from their device, others are not there', async () => {
  const answer = await fetch(at('/api/pictures/lamp/glow'));
  expect([answer.headers.get('content-type'), [...new Uint8Array(await answer.arrayBuffer())]]).toEqual([
    'image/png',
    [1, 2],
  ]);
  expect((await fetch(at('/api/pictures/lamp/other'))).status).toBe(404);
  expect((await fetch(at('/api/papers/paper-1.png'))).status).toBe(404);
});

test('the page and its parts are served, and nothing else of the disk', async () => {
  for (const path of ['/', '/main.js', '/styles/scene.css', '/texts/de.json', '/icon.svg']) {
    expect([path, (await fetch(at(path))).status]).toEqual([path, 200]);
  }
  for (const path of ['/server.ts', '/../server.ts', '/%2e%2e/server.ts', '/texts/']) {
    expect([path, (await fetch(at(path))).status]).toEqual([path, 404]);
  }
  expect((await fetch(at('/'))).headers.get('content-security-policy')).toContain("default-src 'none'");
});

test('a page hears the state at once, and changes gathered into one message', async () => {
  const { body } = await fetch(at('/api/events'));
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  const read = async () => (await reader?.read())?.value;
  expect(await read()).toBe('event: device\ndata: {"id":"lamp","state":{"turned":0}}\n\n');
  for (const degrees of [1, 2, 3]) await post('/api/lamp/turn', JSON.stringify({ degrees }));
  await clock.advance(DELAYS.gather);
  expect(await read()).toBe('event: device\ndata: {"id":"lamp","state":{"turned":3}}\n\n');
  await clock.advance(DELAYS.heartbeat);
  expect(await read()).toBe(': alive\n\n');
});
