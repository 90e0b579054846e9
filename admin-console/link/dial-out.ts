import { connect, type Socket } from 'node:net';
import { dialRelay } from '../../fleet-link/relay/dial-relay.ts';
import type { Clock, Timer } from '../../foundation/clock.ts';
import { Refusal, reasonOf } from '../../foundation/errors.ts';
import { code, type Log } from '../../foundation/log.ts';
import type { DialStore, TerminalDial } from '../domain/dials.ts';
import { DELAYS } from './delays.ts';
import { LIMITS } from './limits.ts';

/**
 * Reaches terminals that do not dial the hub. On the connection the hub is the TLS server all the same, as in RFC 8071
 * ("NETCONF Call Home"), so that nothing after this differs.
 * @param options.take serves a connection as one that came in
 * @returns ends that
 */
export function startDialOut(options: {
  readonly dials: DialStore;
  readonly take: (socket: Socket) => void;
  readonly clock: Clock;
  readonly log: Log;
}): () => void {
  const { dials, take, clock, log } = options;
  let isStopped = false;
  let timer: Timer | undefined;
  const failed = (thrown: unknown) => log.event('info', 'hub.dial.failed', { reason: code(reasonOf(thrown)) });

  async function reach({ to }: TerminalDial): Promise<void> {
    try {
      const socket =
        to.by === 'relay' ? await dialRelay('hub', to, clock, DELAYS.dialWithin) : await reachHost(to, clock);
      if (isStopped) socket.destroy();
      else take(socket);
    } catch (thrown) {
      failed(thrown);
    }
  }

  async function look(): Promise<void> {
    try {
      for (const dial of await dials.takeDials(LIMITS.dialsAtOnce)) void reach(dial);
    } catch (thrown) {
      failed(thrown);
    }
    if (!isStopped) timer = clock.setTimeout(() => void look(), DELAYS.dialEvery);
  }
  void look();
  return () => {
    isStopped = true;
    clock.clearTimeout(timer);
  };
}

function reachHost({ host, port }: { readonly host: string; readonly port: number }, clock: Clock): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true });
    const timer = clock.setTimeout(() => socket.destroy(new Refusal('no-answer')), DELAYS.dialWithin);
    const onError = (thrown: Error) => {
      clock.clearTimeout(timer);
      reject(thrown);
    };
    socket.once('error', onError).once('connect', () => {
      clock.clearTimeout(timer);
      socket.off('error', onError);
      resolve(socket);
    });
  });
}
