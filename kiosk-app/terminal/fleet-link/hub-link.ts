import type { Socket } from 'node:net';
import { isIP } from 'node:net';
import { connect as connectTls } from 'node:tls';
import WebSocket from 'ws';
import type { ReenrolmentCode } from '../../../fleet-link/commands.ts';
import { FLEET_LINK_MAX_FRAME, FLEET_LINK_PATH } from '../../../fleet-link/contract.ts';
import { Backoff } from '../../../foundation/backoff.ts';
import type { Timer } from '../../../foundation/clock.ts';
import { reasonOf } from '../../../foundation/errors.ts';
import { code } from '../../../foundation/log.ts';
import { configurationHub } from './configuration-hub.ts';
import { converse, type HubConversationOptions, type HubPeer } from './converse.ts';
import { dropNext, keepNext, lockIdentity, readIdentity } from './identity/identity.ts';
import { Reenrolment } from './identity/reenrol.ts';
import { renewWhenDue } from './identity/renew.ts';
import { type HubDialling, type Listening, listenForHub, meetAtRelay } from './ways.ts';

/** The terminal's side of the fleet link. Nothing a citizen does waits for it. */
export interface HubLink {
  isConnected(): boolean;
  /** Where it listens for the hub; `null` where the hub does not dial. */
  readonly listensAt: Promise<number> | null;
  /** On command; see `Reenrolment.run`. */
  reenrol(code: ReenrolmentCode): Promise<void>;
  close(): void;
}

export interface HubLinkOptions extends HubConversationOptions {
  /** `https://…` or `wss://…` of the hub, without path; its name stands in the hub's certificate, whoever dials. */
  readonly url: string;
  /** Who opens the connection. */
  readonly dialling: HubDialling;
  /** Holds what enrolment left: key, certificate, CA. */
  readonly directory: string;
  /** Under which keys lie there; left out: as they are. */
  readonly keySecret?: string | null;
}

/** Keeps linked to the hub, whoever dials. */
export function connectHub(options: HubLinkOptions): HubLink {
  const { help, configuration, delays, clock, log, random, directory, keySecret = null, dialling } = options;
  lockIdentity(directory, keySecret);
  let isClosed = false;
  let missing: string = 'not-enrolled';
  let hub: HubPeer | null = null;
  let redialTimer: Timer | undefined;
  const reenrolment = new Reenrolment(options);
  const redials = new Backoff(
    { first: delays.hubRedialFirst, atMost: delays.hubRedialAtMost, jitter: delays.hubRedialJitter },
    random,
  );

  async function dial(): Promise<void> {
    const identity = readIdentity(directory, keySecret);
    if (!identity.ok) {
      // Once aloud: it is looked for every few seconds.
      log.event(identity.error === missing ? 'debug' : 'error', 'hub.no-identity', { reason: code(identity.error) });
      missing = identity.error;
      redialTimer = clock.setTimeout(() => void dial(), delays.hubIdentityLookEvery);
      return;
    }
    const wire =
      dialling.by === 'relay' ? await meetAtRelay(dialling, { clock, log, wait: delays.hubRelayWait }) : undefined;
    if (wire !== null && !isClosed) await speak(wire);
    wire?.destroy();
    if (!isClosed) redialTimer = clock.setTimeout(() => void dial(), redials.next());
  }

  /** One link from its handshake to its end. @param wire a connection that stands; left out: the hub is dialled */
  function speak(wire?: Socket, onProven: () => void = () => {}): Promise<void> {
    lockIdentity(directory, keySecret);
    const identity = readIdentity(directory, keySecret);
    if (!identity.ok) return Promise.resolve();
    const { isNext, ...credentials } = identity.value;
    const address = new URL(FLEET_LINK_PATH, options.url.replace(/^https:/, 'wss:'));
    const socket = new WebSocket(address, {
      ...credentials,
      minVersion: 'TLSv1.3',
      handshakeTimeout: delays.hubHelloWithin,
      maxPayload: FLEET_LINK_MAX_FRAME,
      followRedirects: false,
      perMessageDeflate: false,
      ...(wire ? { createConnection: () => tlsOver(wire, address.hostname, credentials) } : {}),
    });
    socket.once('error', (thrown) => log.event('debug', 'hub.unreachable', { reason: code(reasonOf(thrown)) }));
    socket.once('unexpected-response', (_, { statusCode }) => {
      log.event('warn', 'hub.refused', { reason: code(`${statusCode}`) });
      // 403: the hub knows no terminal by this certificate.
      if (isNext && statusCode === 403) {
        dropNext(directory);
        reenrolment.settled('not-taken');
      }
      socket.terminate();
    });
    // A network that is gone is found by the operating system, long before the hub owes an answer.
    socket.once('upgrade', (response) => response.socket.setKeepAlive(true, delays.hubKeepAlive));
    socket.once('open', () => void greet(socket, { isNext, caPem: credentials.ca }, onProven));
    return new Promise((resolve) => socket.once('close', () => resolve()));
  }

  async function greet(
    socket: WebSocket,
    { isNext, caPem }: { readonly isNext: boolean; readonly caPem: string },
    onProven: () => void,
  ): Promise<void> {
    const connected = await converse(socket, options);
    if (!connected) return;
    // Closed while it was being opened: nobody would close it later.
    if (isClosed) return connected.close('terminal-ends');
    redials.reset();
    // The hub dials only a terminal whose link it has lost.
    hub?.close('replaced');
    hub = connected;
    onProven();
    if (isNext) {
      keepNext(directory);
      reenrolment.settled('used');
    }
    renewWhenDue(connected, options);
    configuration.linked(configurationHub(connected, { caPem, clock, delays }));
    const reason = await connected.closed;
    if (hub === connected) {
      hub = null;
      help.linked(false);
      configuration.linked(null);
    }
    log.event('warn', 'hub.lost', { reason: code(reason) });
  }

  let listening: Listening | null = null;
  if (dialling.by === 'hub') {
    listening = listenForHub(dialling, log, (wire) => {
      const proven = Promise.withResolvers<void>();
      void speak(wire, proven.resolve).then(() => {
        wire.destroy();
        proven.resolve();
      });
      return proven.promise;
    });
  } else void dial();
  return {
    isConnected: () => hub !== null,
    listensAt: listening?.port ?? null,
    reenrol: (code) => reenrolment.run(hub, code),
    close() {
      isClosed = true;
      clock.clearTimeout(redialTimer);
      listening?.close();
      hub?.close('terminal-ends');
    },
  };
}

function tlsOver(
  wire: Socket,
  hostname: string,
  credentials: { readonly key: string; readonly cert: string; readonly ca: string },
) {
  const host = hostname.replace(/^\[|\]$/g, '');
  return connectTls({
    ...credentials,
    socket: wire,
    host,
    ...(isIP(host) ? {} : { servername: host }),
    minVersion: 'TLSv1.3',
  });
}
