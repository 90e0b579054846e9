import WebSocket from 'ws';
import {
  FLEET_LINK_MAX_FRAME,
  FLEET_LINK_PATH,
  FLEET_LINK_VERSION,
  hubSide,
  terminalLinkSide,
} from '../../../fleet-link/contract.ts';
import { Backoff } from '../../../foundation/backoff.ts';
import type { Clock, Timer } from '../../../foundation/clock.ts';
import { reasonOf } from '../../../foundation/errors.ts';
import { code, type Log } from '../../../foundation/log.ts';
import { createPeer, type Peer } from '../../../foundation/rpc/peer.ts';
import { webSocketTransport } from '../../../foundation/rpc/transports.ts';
import type { TerminalDelays } from '../configuration/delays.ts';
import type { HelpDesk } from './help-desk.ts';
import { readIdentity } from './identity.ts';
import { tellHelp } from './send-help-call.ts';
import type { StatusBoard } from './status-board.ts';

/** The terminal's side of the fleet link. Nothing a citizen does waits for it. */
export interface HubLink {
  isConnected(): boolean;
  close(): void;
}

export interface HubLinkOptions {
  /** `https://…` or `wss://…` of the hub, without path. */
  readonly url: string;
  /** Holds what enrolment left: key, certificate, CA. */
  readonly directory: string;
  readonly terminalId: string;
  readonly site: string;
  readonly version: string;
  readonly board: StatusBoard;
  readonly help: HelpDesk;
  readonly delays: TerminalDelays;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
}

/** Dials the hub and keeps dialling; reports the status on change and at the hub's own rhythm. */
export function connectHub(options: HubLinkOptions): HubLink {
  const { board, help, delays, clock, log, random } = options;
  let isClosed = false;
  let peer: Peer<typeof hubSide> | null = null;
  let redialTimer: Timer | undefined;
  const redials = new Backoff(
    { first: delays.hubRedialFirst, atMost: delays.hubRedialAtMost, jitter: delays.hubRedialJitter },
    random,
  );

  function dial(): void {
    const identity = readIdentity(options.directory);
    if (!identity.ok) {
      log.event('debug', 'hub.no-identity', { reason: code(identity.error) });
      redialTimer = clock.setTimeout(dial, delays.hubIdentityLookEvery);
      return;
    }
    const address = new URL(FLEET_LINK_PATH, options.url.replace(/^https:/, 'wss:'));
    const socket = new WebSocket(address, {
      ...identity.value,
      minVersion: 'TLSv1.3',
      handshakeTimeout: delays.hubHelloWithin,
      maxPayload: FLEET_LINK_MAX_FRAME,
      followRedirects: false,
    });
    socket.once('error', (thrown) => log.event('debug', 'hub.unreachable', { reason: code(reasonOf(thrown)) }));
    socket.once('close', () => {
      if (!isClosed) redial();
    });
    socket.once('open', () => void greet(socket));
  }

  function redial(): void {
    redialTimer = clock.setTimeout(dial, redials.next());
  }

  async function greet(socket: WebSocket): Promise<void> {
    const connected = createPeer({
      transport: webSocketTransport(socket),
      local: terminalLinkSide,
      remote: hubSide,
      handlers: {
        methods: { ping: () => ({ at: clock.now() }) },
        notifications: { 'help.taken': ({ id }) => help.confirmed(id, 'taken') },
      },
      log,
      clock,
      maxMessage: FLEET_LINK_MAX_FRAME,
    });
    try {
      const { reportEveryMs } = await connected.call(
        'hello',
        {
          version: FLEET_LINK_VERSION,
          terminalId: options.terminalId,
          site: options.site,
          software: options.version,
        },
        delays.hubHelloWithin,
      );
      redials.reset();
      peer = connected;
      log.event('info', 'hub.connected', { reportEveryMs });
      tellHelp(connected, help, { delays, clock, log });
      report(connected, reportEveryMs);
    } catch (thrown) {
      log.event('warn', 'hub.refused', { reason: code(reasonOf(thrown)) });
      connected.close('hello-failed');
    }
  }

  function report(to: Peer<typeof hubSide>, every: number): void {
    let gathering: Timer | undefined;
    let periodic: Timer | undefined;
    const send = () => {
      clock.clearTimeout(gathering);
      clock.clearTimeout(periodic);
      gathering = undefined;
      to.notify('status', board.report());
      periodic = clock.setTimeout(send, every);
    };
    const stop = board.onChange(() => {
      gathering ??= clock.setTimeout(send, delays.hubReportGather);
    });
    send();
    void to.closed.then((reason) => {
      stop();
      clock.clearTimeout(gathering);
      clock.clearTimeout(periodic);
      if (peer === to) {
        peer = null;
        help.linked(false);
      }
      log.event('warn', 'hub.lost', { reason: code(reason) });
    });
  }

  dial();
  return {
    isConnected: () => peer !== null,
    close() {
      isClosed = true;
      clock.clearTimeout(redialTimer);
      peer?.close('terminal-ends');
    },
  };
}
