import type { Clock } from '../../../foundation/clock.ts';
import type { Log } from '../../../foundation/log.ts';
import { err, ok, type Result } from '../../../foundation/result.ts';
import type { Tap } from '../../recording/tap.ts';
import type { SdkCommand } from '../codec/commands.ts';
import type { ReaderInfo, SdkMessage, SdkMessageOf } from '../codec/messages.ts';
import type { ClientFault } from '../contract.ts';
import { DELAYS } from '../delays.ts';
import { openSocket, type SdkSocket } from './socket.ts';
import { commonLevel, isTooOld } from './version.ts';

/** A socket behind which an AusweisApp has told who it is. */
export interface SdkLink {
  readonly socket: SdkSocket;
  readonly name: string;
  readonly version: string;
  /** API level in force, 1–3. */
  readonly level: number;
  readonly readers: readonly ReaderInfo[];
  /** Hears everything the app has said since it listed `readers`; to be called once. */
  listen(listener: (message: SdkMessage) => void): void;
}

export async function openLink(url: string, clock: Clock, log: Log, tap?: Tap): Promise<Result<SdkLink, ClientFault>> {
  const opened = await openSocket(url, DELAYS.helloWithin, clock, log, tap);
  if (!opened.ok) return opened;
  const socket = opened.value;
  const hello = await greet(socket, clock);
  if (!hello.ok) socket.close();
  return hello;
}

async function greet(socket: SdkSocket, clock: Clock): Promise<Result<SdkLink, ClientFault>> {
  const since = collectSince(socket, 'READER_LIST');
  const info = await ask(socket, { cmd: 'GET_INFO' }, 'INFO', clock);
  if (!info) return err('client-not-answering');
  const version = info.VersionInfo['Implementation-Version'];
  if (isTooOld(version)) return err('client-too-old');
  const levels = await ask(socket, { cmd: 'GET_API_LEVEL' }, 'API_LEVEL', clock);
  if (!levels) return err('client-not-answering');
  const level = commonLevel(levels.available ?? []);
  if (level === null) return err('client-too-old');
  const set = await ask(socket, { cmd: 'SET_API_LEVEL', level }, 'API_LEVEL', clock);
  if (!set || set.error !== undefined || set.current !== level) return err('client-not-answering');
  const list = await ask(socket, { cmd: 'GET_READER_LIST' }, 'READER_LIST', clock);
  if (!list) return err('client-not-answering');
  return ok({
    socket,
    name: info.VersionInfo.Name,
    version,
    level,
    readers: list.readers ?? list.reader ?? [],
    listen: since.release,
  });
}

/**
 * Keeps what is said from the first message of this name on, until somebody listens. A reader that the app finds just
 * after it listed them is told in the same packet, before anybody who awaits the list can have subscribed.
 */
function collectSince(socket: SdkSocket, name: SdkMessage['msg']) {
  const kept: SdkMessage[] = [];
  let hasBegun = false;
  const off = socket.onMessage((message) => {
    if (hasBegun) kept.push(message);
    else hasBegun = message.msg === name;
  });
  return {
    release(listener: (message: SdkMessage) => void): void {
      off();
      for (const message of kept) listener(message);
      socket.onMessage(listener);
    },
  };
}

/** Sends a command and waits for the message that answers it; `null` if it does not come or the socket closes. */
export function ask<M extends SdkMessage['msg']>(
  socket: SdkSocket,
  command: SdkCommand,
  answer: M,
  clock: Clock,
): Promise<SdkMessageOf<M> | null> {
  return new Promise((resolve) => {
    const give = (message: SdkMessageOf<M> | null) => {
      clock.clearTimeout(limit);
      off();
      resolve(message);
    };
    const limit = clock.setTimeout(() => give(null), DELAYS.helloWithin);
    const off = socket.onMessage((message) => {
      if (isOf(message, answer)) give(message);
    });
    void socket.closed.then(() => give(null));
    socket.send(command);
  });
}

const isOf = <M extends SdkMessage['msg']>(message: SdkMessage, name: M): message is SdkMessageOf<M> =>
  message.msg === name;
