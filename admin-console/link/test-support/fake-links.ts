import { EventEmitter } from 'node:events';
import type { WebSocket } from 'ws';
import type { Sections } from '../../../fleet-link/contract.ts';
import { FLEET_LINK_VERSION } from '../../../fleet-link/contract.ts';
import { SAMPLE_REPORT } from '../../../fleet-link/test-support/sample-report.ts';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import { silentLog } from '../../../foundation/log.ts';
import type { Bundles } from '../../domain/configuration/bundles.ts';
import { FleetLinks } from '../../domain/fleet-links.ts';
import type { LinkOrder, LinkStore } from '../../domain/link-store.ts';
import { CommandLinks } from '../commands.ts';
import { ConfigurationLinks } from '../configuration-links.ts';
import { Connection } from '../connection.ts';
import { SilenceWatch } from '../silence-watch.ts';

/** A WebSocket whose other end is the test: what it says comes in, what the hub says is kept. */
class FakeSocket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  readonly sent: {
    readonly method?: string;
    readonly result?: unknown;
    readonly error?: { readonly message: string };
  }[] = [];
  endedWith: string | null = null;

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }
  close(_code: number, reason: string): void {
    this.endedWith ??= reason;
    this.#end();
  }
  pongs = 0;
  pong(): void {
    this.pongs++;
  }
  terminate(): void {
    this.endedWith ??= 'terminated';
    this.#end();
  }
  /** A whole message of the terminal. */
  says(message: object): void {
    this.emit('message', Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message })), false);
  }
  get wantedWhole(): number {
    return this.sent.filter(({ method }) => method === 'whole.wanted').length;
  }
  #end(): void {
    if (this.readyState !== this.OPEN) return;
    this.readyState = 3;
    queueMicrotask(() => this.emit('close', 1000, Buffer.from(this.endedWith ?? '')));
  }
}

const NO_STATISTICS = { take: async () => ({ taken: [], refused: [] }) };
/** No command waits for anybody, and none is known. */
const NO_COMMANDS: ConstructorParameters<typeof CommandLinks>[0] = {
  claimLinked: async () => [],
  claimFor: async () => [],
  acknowledged: async () => {},
  reported: async () => false,
  filePart: async () => false,
};

const NO_CODES = { createReenrolmentCode: () => Promise.reject(new Refusal('not-found')) };

const NO_BUNDLES: Bundles = {
  told: async () => null,
  offer: () => Promise.reject(new Refusal('superseded')),
  chunk: () => Promise.reject(new Refusal('superseded')),
  changedTenants: async () => [],
  tenantOf: async () => 'default',
};

/** The links of a hub process whose store only remembers. */
export function fakeLinks() {
  const clock = new SimulatedClock();
  const changes: { readonly terminalId: string; readonly sections: Sections }[] = [];
  const online = new Set<string>();
  const linkIds = new Map<string, string>();
  const logs: unknown[] = [];
  const orders: LinkOrder[] = [];
  let obey = () => {};
  const store: LinkStore = {
    admitted: async () => undefined,
    async opened({ terminalId, linkId }) {
      linkIds.set(terminalId, linkId);
      online.add(terminalId);
      return true;
    },
    changed: (terminalId, _link, _at, sections) => void changes.push({ terminalId, sections }),
    async closed(terminalId) {
      online.delete(terminalId);
    },
    help: async (_, request) => (request ? 'received' : null),
    onOrders(listener) {
      obey = listener;
      return () => {};
    },
    takeOrders: async () => orders.splice(0),
    onTakenForDead: () => () => {},
    onUnwritable: () => () => {},
  };
  const links = new FleetLinks(store, () => {});
  const watch = new SilenceWatch(clock);
  const commands = new CommandLinks(NO_COMMANDS, NO_CODES, clock, silentLog);
  function dialled(id: string): FakeSocket {
    const socket = new FakeSocket();
    new Connection(
      socket as unknown as WebSocket,
      { id, fingerprint: `f-${id}`, certificateExpiresAt: clock.now() },
      {
        links,
        commands,
        configuration: new ConfigurationLinks(NO_BUNDLES, clock, silentLog),
        statistics: NO_STATISTICS,
        software: { told: async () => null },
        treasury: { take: async () => {}, told: async () => null },
        logs: {
          answered: async (_, answer) => void logs.push(answer),
          arrived: async (_, batch) => void logs.push(batch),
        },
        watch,
        renew: async () => 'PEM',
        clock,
        log: silentLog,
      },
    );
    return socket;
  }
  const hello = (terminalId: string, state: object = {}) => ({
    id: 1,
    method: 'hello',
    params: { version: FLEET_LINK_VERSION, terminalId, site: 'rathaus', state: { ...SAMPLE_REPORT, ...state } },
  });
  return {
    clock,
    changes,
    online,
    /** What was written down of logs: answers and batches. */
    logs,
    /** Another process leaves an order for that terminal's link. */
    order(terminalId: string, kind: LinkOrder['kind'], detail: string) {
      orders.push({ terminalId, linkId: linkIds.get(terminalId) ?? '', kind, detail });
      obey();
    },
    dialled,
    hello,
    async linked(id: string): Promise<FakeSocket> {
      const socket = dialled(id);
      socket.says(hello(id));
      await clock.advance(0);
      return socket;
    },
  };
}

export const changed = (seq: number, sections: object) => ({ method: 'changed', params: { seq, at: seq, sections } });
