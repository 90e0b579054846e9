import WebSocket from 'ws';
import { FLEET_LINK_MAX_FRAME, FLEET_LINK_PATH } from '../../../fleet-link/contract.ts';
import { Backoff } from '../../../foundation/backoff.ts';
import type { Timer } from '../../../foundation/clock.ts';
import { reasonOf } from '../../../foundation/errors.ts';
import { code } from '../../../foundation/log.ts';
import { type ConversationOptions, converse, type Hub } from './converse.ts';
import { dropNext, keepNext, readIdentity } from './identity.ts';
import { renewWhenDue } from './renew.ts';

/** The terminal's side of the fleet link. Nothing a citizen does waits for it. */
export interface HubLink {
  isConnected(): boolean;
  close(): void;
}

export interface HubLinkOptions extends ConversationOptions {
  /** `https://…` or `wss://…` of the hub, without path. */
  readonly url: string;
  /** Holds what enrolment left: key, certificate, CA. */
  readonly directory: string;
  readonly random: () => number;
}

/** Dials the hub and keeps dialling. */
export function connectHub(options: HubLinkOptions): HubLink {
  const { help, delays, clock, log, random } = options;
  let isClosed = false;
  let hub: Hub | null = null;
  let redialTimer: Timer | undefined;
  const redials = new Backoff(
    { first: delays.hubRedialFirst, atMost: delays.hubRedialAtMost, jitter: delays.hubRedialJitter },
    random,
  );

  function dial(): void {
    const { directory } = options;
    const identity = readIdentity(directory);
    if (!identity.ok) {
      log.event('debug', 'hub.no-identity', { reason: code(identity.error) });
      redialTimer = clock.setTimeout(dial, delays.hubIdentityLookEvery);
      return;
    }
    const { key, cert, ca, isNext } = identity.value;
    const address = new URL(FLEET_LINK_PATH, options.url.replace(/^https:/, 'wss:'));
    const socket = new WebSocket(address, {
      key,
      cert,
      ca,
      minVersion: 'TLSv1.3',
      handshakeTimeout: delays.hubHelloWithin,
      maxPayload: FLEET_LINK_MAX_FRAME,
      followRedirects: false,
      perMessageDeflate: false,
    });
    socket.once('error', (thrown) => log.event('debug', 'hub.unreachable', { reason: code(reasonOf(thrown)) }));
    socket.once('close', () => {
      if (!isClosed) redial();
    });
    socket.once('unexpected-response', (_, { statusCode }) => {
      log.event('warn', 'hub.refused', { reason: code(`${statusCode}`) });
      // 403: the hub knows no terminal by this certificate.
      if (isNext && statusCode === 403) dropNext(directory);
      socket.terminate();
    });
    socket.once('open', () => void greet(socket, isNext));
  }

  function redial(): void {
    redialTimer = clock.setTimeout(dial, redials.next());
  }

  async function greet(socket: WebSocket, isNext: boolean): Promise<void> {
    const connected = await converse(socket, options);
    if (!connected) return;
    redials.reset();
    hub = connected;
    if (isNext) keepNext(options.directory);
    renewWhenDue(connected, options);
    const reason = await connected.closed;
    if (hub === connected) {
      hub = null;
      help.linked(false);
    }
    log.event('warn', 'hub.lost', { reason: code(reason) });
  }

  dial();
  return {
    isConnected: () => hub !== null,
    close() {
      isClosed = true;
      clock.clearTimeout(redialTimer);
      hub?.close('terminal-ends');
    },
  };
}
