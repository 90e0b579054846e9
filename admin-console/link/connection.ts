import type { WebSocket } from 'ws';
import { FLEET_LINK_MAX_FRAME, hubSide, terminalLinkSide } from '../../fleet-link/contract.ts';
import { type Clock, delay } from '../../foundation/clock.ts';
import { Refusal, reasonOf } from '../../foundation/errors.ts';
import { code, type Log } from '../../foundation/log.ts';
import { createPeer } from '../../foundation/rpc/peer.ts';
import { webSocketTransport } from '../../foundation/rpc/transports.ts';
import type { Fleet } from '../domain/fleet.ts';
import { DELAYS } from './delays.ts';

/** One open link of an enrolled terminal: hello first, then reports; the hub pings so that a dead link is seen. */
export function serveLink(options: {
  readonly ws: WebSocket;
  readonly id: string;
  readonly fleet: Fleet;
  readonly clock: Clock;
  readonly log: Log;
}): void {
  const { ws, id, fleet, clock, log } = options;
  let greeted = false;
  const record = (work: Promise<void>) =>
    work.catch((thrown) => log.event('error', 'hub.store.failed', { reason: code(reasonOf(thrown)) }));

  const peer = createPeer({
    transport: webSocketTransport(ws),
    local: hubSide,
    remote: terminalLinkSide,
    log,
    clock,
    maxMessage: FLEET_LINK_MAX_FRAME,
    handlers: {
      methods: {
        hello: async (hello) => {
          if (hello.terminalId !== id) throw new Refusal('not-your-certificate');
          if (greeted) throw new Refusal('out-of-order');
          greeted = true;
          await fleet.connected(id, hello.site, hello.software, ws);
          log.event('info', 'hub.link.open');
          return { reportEveryMs: DELAYS.reportEvery };
        },
        help: async ({ request }) => {
          if (!greeted) throw new Refusal('out-of-order');
          const stage = await fleet.helpAsked(id, request, ws);
          log.event('info', 'hub.help', { stage: code(stage ?? 'none') });
          return { stage };
        },
      },
      notifications: {
        status: (report) => {
          if (!greeted) throw new Refusal('out-of-order');
          void record(fleet.reported(id, report, ws));
        },
      },
    },
  });

  const stopHelp = fleet.onHelpTaken((terminalId, request) => {
    if (greeted && terminalId === id) peer.notify('help.taken', { id: request });
  });
  const gone = new AbortController();
  void peer.closed.then((reason) => {
    stopHelp();
    gone.abort(new Refusal('link-closed'));
    log.event('info', 'hub.link.closed', { reason: code(reason) });
    if (greeted) void record(fleet.disconnected(id));
  });
  void watch();

  async function watch(): Promise<void> {
    try {
      await delay(clock, DELAYS.helloWithin, gone.signal);
      if (!greeted) return ws.terminate();
      for (;;) {
        await delay(clock, DELAYS.pingEvery, gone.signal);
        await peer.call('ping', {}, DELAYS.pongWithin);
      }
    } catch (thrown) {
      if (reasonOf(thrown) === 'link-closed') return;
      log.event('warn', 'hub.link.dead', { reason: code(reasonOf(thrown)) });
      ws.terminate();
    }
  }
}
