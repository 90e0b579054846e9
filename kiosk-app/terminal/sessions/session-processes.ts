import { rmSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import type { Clock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import { code, type Log } from '../../../foundation/log.ts';
import { startChild } from '../../../foundation/processes/child.ts';
import type { Handlers } from '../../../foundation/rpc/contract.ts';
import { createPeer, type Peer } from '../../../foundation/rpc/peer.ts';
import type { StartParams } from '../../channel/terminal/start.ts';
import { sessionSide, terminalSide } from '../../channel/terminal.ts';
import type { TerminalDelays } from '../configuration/delays.ts';
import { type ForkedPair, forkPair } from '../processes/fork-pair.ts';
import { type Host, type HostOptions, startHost } from './device-host-process.ts';

/** Why a session is over. `ended`: the citizen left in order; `recycled`: we wanted a fresh one. */
export type Finish = { readonly kind: 'ended' | 'crashed' | 'hung' | 'recycled'; readonly reason: string };

/** One citizen's two processes, and the private directory between them. */
export interface Pair {
  readonly sessionId: string;
  readonly session: Peer<typeof sessionSide>;
  readonly host: Host;
  readonly pids: readonly number[];
  readonly finished: Promise<Finish>;
  /** An address of the screen with a one-time token, for one more page. */
  address(): Promise<string>;
  /** It is the shown one now: devices are opened, its event loop is watched. */
  activate(): Promise<void>;
  /** @param reason in kebab-case; default `asked` */
  recycle(reason?: string): void;
  /** Ends both processes, gently first, and removes the directory. */
  retire(): Promise<void>;
}

export interface PairOptions {
  /** Started already; left out, they are started now. */
  readonly forked?: ForkedPair | undefined;
  /** Parent of the private directories. */
  readonly runDirectory: string;
  readonly sessionEntry: string;
  readonly hostEntry: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly devices: unknown;
  readonly startParams: Omit<StartParams, 'sessionId' | 'attendedSocket'>;
  readonly handlers: (sessionId: string) => Handlers<typeof terminalSide>;
  readonly onHealth: HostOptions['onHealth'];
  readonly delays: TerminalDelays;
  readonly clock: Clock;
  readonly log: Log;
}

/** @throws Refusal if one of the two does not come up in time */
export async function startPair(options: PairOptions): Promise<Pair> {
  const { delays, clock } = options;
  const forked =
    options.forked ??
    forkPair(options.runDirectory, { session: options.sessionEntry, attended: options.hostEntry }, options.environment);
  const { sessionId, directory, environment } = forked;
  const log = options.log.with({ session: code(sessionId) });
  const socket = join(directory, 'attended.sock');
  const finish = Promise.withResolvers<Finish>();
  const common = { cwd: directory, environment, clock, delays };

  const child = startChild({
    ...common,
    entry: options.sessionEntry,
    forked: forked.session,
    log: log.with({ process: code('session') }),
  });
  const handlers = options.handlers(sessionId);
  const session = createPeer({
    transport: child.transport,
    local: terminalSide,
    remote: sessionSide,
    handlers: {
      methods: handlers.methods,
      notifications: {
        ...handlers.notifications,
        ended: (notice) => {
          handlers.notifications.ended(notice);
          finish.resolve({ kind: 'ended', reason: notice.outcome });
        },
      },
    },
    log,
    clock,
  });
  void child.exited.then((reason) => finish.resolve({ kind: 'crashed', reason }));

  const retire = async (host: Host | null) => {
    finish.resolve({ kind: 'recycled', reason: 'retired' });
    watch?.stop();
    await Promise.all([child.end(delays.childEndWithin), host?.end()]);
    rmSync(directory, { recursive: true, force: true });
  };
  let watch: { stop(): void } | null = null;

  // Side by side: after a power cut a citizen waits for both.
  const hosting = startHost({
    ...common,
    entry: options.hostEntry,
    forked: forked.host,
    start: { socket, directory, devices: options.devices },
    log,
    onHealth: options.onHealth,
  });
  // Without its host the session is of no use: it is killed at once and its answer is not awaited.
  hosting.catch(() => child.kill());
  const [host, up] = await Promise.allSettled([
    hosting,
    session.call('start', { ...options.startParams, sessionId, attendedSocket: socket }, delays.childUpWithin),
  ]);
  if (host.status === 'rejected' || up.status === 'rejected') {
    child.kill();
    await retire(host.status === 'fulfilled' ? host.value : null);
    throw [host, up].find((one) => one.status === 'rejected')?.reason;
  }

  const standing = host.value;
  const { port } = up.value;
  return {
    sessionId,
    session,
    host: standing,
    get pids() {
      return [child.pid, standing.pid].filter((pid) => pid !== null);
    },
    finished: finish.promise,
    async address() {
      const { token } = await session.call('token', {}, delays.livenessWithin);
      if (!/^[\w-]{16,100}$/.test(token)) throw new Refusal('bad-answer', 'token');
      return `http://127.0.0.1:${port}/#${token}`;
    },
    async activate() {
      watch = watchLiveness(port, delays, clock, (reason) => finish.resolve({ kind: 'hung', reason }));
      await standing.activate();
    },
    recycle: (reason = 'asked') => finish.resolve({ kind: 'recycled', reason }),
    retire: () => retire(standing),
  };
}

/**
 * Asks the session's own web server for its page now and then: an event loop that no longer turns cannot serve it.
 * Three misses in a row, so that a heavy moment (sealing, cleaning a scan) is not taken for a hang.
 */
function watchLiveness(port: number, delays: TerminalDelays, clock: Clock, onHung: (reason: string) => void) {
  const MISSES = 3;
  let missed = 0;
  let isStopped = false;
  let timer = clock.setTimeout(ask, delays.livenessEvery);
  function ask(): void {
    const request = get({ host: '127.0.0.1', port, path: '/', timeout: delays.livenessWithin }, (response) => {
      response.resume();
      missed = 0;
      next();
    });
    request.once('timeout', () => request.destroy(new Refusal('no-answer')));
    request.once('error', () => {
      missed++;
      if (missed >= MISSES) onHung('no-answer');
      else next();
    });
  }
  function next(): void {
    if (!isStopped) timer = clock.setTimeout(ask, delays.livenessEvery);
  }
  return {
    stop() {
      isStopped = true;
      clock.clearTimeout(timer);
    },
  };
}
