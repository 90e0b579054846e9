import { expect } from 'vitest';
import WebSocket from 'ws';
import { startBareSdk } from './bare-sdk.ts';
import type { Case } from './case.ts';

const BUILT_IN = 'Simulator';

/** HTTP status with which a handshake is declined; `null` if it is not. */
function declined(url: string, headers: Readonly<Record<string, string>> = {}): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { perMessageDeflate: false, headers });
    const give = (status: number | null) => {
      socket.on('error', () => {
        // Given up before it was open.
      });
      socket.terminate();
      resolve(status);
    };
    socket.once('open', () => give(null));
    socket.once('unexpected-response', (_, response) => give(response.statusCode ?? 0));
    socket.once('error', reject);
  });
}

/** Over the bare WebSocket: what the app answers to what, in and out of turn. Every message must decode. */
export const SDK_PROTOCOL: readonly Case[] = [
  {
    name: 'API levels: all that are offered can be set, an unknown one is an error and changes nothing',
    async run(on) {
      await using sdk = await startBareSdk(on);
      const { available, current } = await sdk.ask({ cmd: 'GET_API_LEVEL' }, 'API_LEVEL');
      expect(available).toEqual(on.levels);
      expect(current).toBe(on.levels.at(-1));
      for (const level of on.levels) {
        expect(await sdk.ask({ cmd: 'SET_API_LEVEL', level }, 'API_LEVEL')).toMatchObject({ current: level });
      }
      const refused = await sdk.ask({ cmd: 'SET_API_LEVEL', level: 9 }, 'API_LEVEL');
      expect(refused).toMatchObject({ current: on.levels.at(-1), error: 'Unknown level' });
      expect(sdk.refused).toEqual([]);
    },
  },
  {
    name: 'readers: listed at every level, an unknown one is not attached, none is an error',
    async run(on) {
      await using sdk = await startBareSdk(on);
      for (const level of on.levels) {
        await sdk.ask({ cmd: 'SET_API_LEVEL', level }, 'API_LEVEL');
        const list = await sdk.ask({ cmd: 'GET_READER_LIST' }, 'READER_LIST');
        const own = { name: BUILT_IN, attached: true, keypad: true, card: null };
        expect(level === 1 ? list.reader : list.readers).toMatchObject([own]);
      }
      sdk.say({ cmd: 'GET_READER', name: 'nobody’s' });
      sdk.say({ cmd: 'GET_READER' });
      const answers = [];
      while (answers.length < 2) {
        const reader = await sdk.next('READER');
        if (reader.name !== BUILT_IN) answers.push(reader);
      }
      expect(answers[0]).toMatchObject({ name: 'nobody’s', attached: false });
      expect(answers[1]).toMatchObject({ error: 'Name cannot be undefined' });
      expect(sdk.refused).toEqual([]);
    },
  },
  {
    name: 'commands out of turn, unknown and broken: each refused by its own message',
    async run(on) {
      await using sdk = await startBareSdk(on);
      for (const cmd of ['ACCEPT', 'GET_CERTIFICATE', 'SET_PIN', 'SET_CARD', 'CANCEL']) {
        expect(await sdk.ask({ cmd }, 'BAD_STATE')).toMatchObject({ error: cmd });
      }
      expect(await sdk.ask({ cmd: 'DANCE' }, 'UNKNOWN_COMMAND')).toMatchObject({ error: 'DANCE' });
      expect(await sdk.ask('{', 'INVALID')).toMatchObject({ error: expect.stringContaining('offset') });
      expect(await sdk.ask({ cmd: 'GET_STATUS' }, 'STATUS')).toMatchObject({ workflow: null, progress: null });
      expect(sdk.refused).toEqual([]);
    },
  },
  {
    name: 'CONTINUE outside a pause: known from API level 3 on',
    async run(on) {
      await using sdk = await startBareSdk(on);
      const isKnown = on.levels.includes(3);
      expect(await sdk.ask({ cmd: 'CONTINUE' }, isKnown ? 'BAD_STATE' : 'UNKNOWN_COMMAND')).toMatchObject({
        error: 'CONTINUE',
      });
    },
  },
  {
    name: 'RUN_AUTH without an address, and with one that is none: no workflow begins',
    async run(on) {
      await using sdk = await startBareSdk(on);
      expect(await sdk.ask({ cmd: 'RUN_AUTH' }, 'AUTH')).toMatchObject({ error: expect.any(String) });
      expect(await sdk.ask({ cmd: 'RUN_AUTH', tcTokenURL: 'x' }, 'AUTH')).toMatchObject({ error: expect.any(String) });
      expect(await sdk.ask({ cmd: 'GET_STATUS' }, 'STATUS')).toMatchObject({ workflow: null });
    },
  },
  {
    name: 'one workflow at a time, and its CANCEL',
    async run(on) {
      await using sdk = await startBareSdk(on);
      expect(await sdk.ask({ cmd: 'RUN_CHANGE_PIN' }, 'CHANGE_PIN')).not.toHaveProperty('success', expect.anything());
      await sdk.next('INSERT_CARD');
      expect(await sdk.ask({ cmd: 'RUN_CHANGE_PIN' }, 'BAD_STATE')).toMatchObject({ error: 'RUN_CHANGE_PIN' });
      expect(await sdk.ask({ cmd: 'CANCEL' }, 'CHANGE_PIN')).toMatchObject({ success: false });
      expect(sdk.refused).toEqual([]);
    },
  },
  {
    name: 'a PIN typed on the screen is refused where the reader has keys, and costs no try',
    async run(on) {
      await using sdk = await startBareSdk(on);
      sdk.say({ cmd: 'RUN_CHANGE_PIN' });
      await sdk.next('INSERT_CARD');
      sdk.say({ cmd: 'SET_CARD', name: BUILT_IN });
      await sdk.next('ENTER_PIN');
      expect(await sdk.ask({ cmd: 'SET_PIN', value: '123456' }, 'ENTER_PIN')).toMatchObject({
        error: expect.any(String),
        reader: { card: { retryCounter: 3 } },
      });
      expect(sdk.refused).toEqual([]);
    },
    not: { 12: 'the built-in card of 1.26 is lost to a race in one of three runs' },
  },
  {
    name: 'a second client is declined with 429, another address with 404',
    async run(on) {
      await using sdk = await startBareSdk(on);
      expect(await declined(sdk.url)).toBe(429);
      expect(await declined(sdk.url.replace('eID-Kernel', 'elsewhere'))).toBe(404);
    },
  },
];
