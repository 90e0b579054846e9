import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import WebSocket from 'ws';
import { startApp } from '../../../../device-drivers/eid/app/process.ts';
import { decodeMessage } from '../../../../device-drivers/eid/codec/decode.ts';
import type { SdkMessage } from '../../../../device-drivers/eid/codec/messages.ts';
import { systemClock } from '../../../../foundation/clock.ts';
import { Listeners } from '../../../../foundation/listeners.ts';
import { silentLog } from '../../../../foundation/log.ts';
import type { RealClient } from '../real-clients.ts';

/** An app without our driver in front of it: what is said goes out as it is written. */
export interface BareSdk {
  readonly url: string;
  say(command: object | string): void;
  /** The next message of this name that nobody has taken yet, decoded as the driver decodes it. */
  next<M extends SdkMessage['msg']>(msg: M): Promise<Extract<SdkMessage, { msg: M }>>;
  /** Says it and waits for that answer. */
  ask<M extends SdkMessage['msg']>(command: object | string, msg: M): Promise<Extract<SdkMessage, { msg: M }>>;
  /** Messages our codec did not take. */
  readonly refused: readonly string[];
}

export async function startBareSdk(on: RealClient): Promise<BareSdk & AsyncDisposable> {
  const directory = await mkdtemp(join(on.homes, 'eid-bare-'));
  const started = await startApp({
    command: on.command,
    builtInSimulatorCard: true,
    directory,
    clock: systemClock,
    log: silentLog,
  });
  if (!started.ok) throw new Error(started.error);
  const app = started.value;
  const { socket, ...sdk } = await withReader(app.url);
  return {
    url: app.url,
    ...sdk,
    async [Symbol.asyncDispose]() {
      socket.terminate();
      await app.stop();
      await rm(directory, { recursive: true });
    },
  };
}

/** 1.26 never tells its own reader to a client that connects just after its start: then another one tries. */
async function withReader(url: string): Promise<ReturnType<typeof talk>> {
  for (;;) {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    const sdk = talk(socket);
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    for (let look = 0; look < LOOKS; look++) {
      const list = await sdk.ask({ cmd: 'GET_READER_LIST' }, 'READER_LIST');
      if ((list.readers ?? list.reader ?? []).length > 0) return sdk;
      await setTimeout(BETWEEN_LOOKS);
    }
    socket.terminate();
    await once(socket, 'close');
  }
}

const LOOKS = 20;
/** Milliseconds. */
const BETWEEN_LOOKS = 20;

function talk(socket: WebSocket) {
  const heard: SdkMessage[] = [];
  const refused: string[] = [];
  const listeners = new Listeners();
  socket.on('message', (data) => {
    const decoded = decodeMessage(data.toString());
    if (decoded.ok) heard.push(decoded.value);
    else refused.push(data.toString());
    listeners.tell();
  });
  const say = (command: object | string) =>
    socket.send(typeof command === 'string' ? command : JSON.stringify(command));
  const next: BareSdk['next'] = (msg) =>
    new Promise((resolve) => {
      const look = () => {
        const at = heard.findIndex((message) => message.msg === msg);
        if (at < 0) return;
        leave();
        resolve(heard.splice(at, 1)[0] as Extract<SdkMessage, { msg: typeof msg }>);
      };
      const leave = listeners.add(look);
      look();
    });
  const ask: BareSdk['ask'] = (command, msg) => {
    say(command);
    return next(msg);
  };
  return { socket, say, next, ask, refused };
}
