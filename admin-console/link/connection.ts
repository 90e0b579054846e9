import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import {
  FLEET_LINK_MAX_FRAME,
  hubSide,
  SECTION_NAMES,
  type Sections,
  terminalLinkSide,
} from '../../fleet-link/contract.ts';
import type { CountedPeriod } from '../../fleet-link/statistics.ts';
import type { Clock } from '../../foundation/clock.ts';
import { Refusal, reasonOf } from '../../foundation/errors.ts';
import { code, type Log } from '../../foundation/log.ts';
import { createPeer, type Peer } from '../../foundation/rpc/peer.ts';
import { webSocketTransport } from '../../foundation/rpc/transports.ts';
import type { Enrolment } from '../domain/enrolment.ts';
import type { FleetLinks, OpenLink } from '../domain/fleet-links.ts';
import type { LogArrivals } from '../domain/log-views.ts';
import type { SoftwareTargets } from '../domain/rollouts/rollouts.ts';
import type { StatisticsStore } from '../domain/statistics/statistics-store.ts';
import type { TreasuryStore } from '../domain/treasury/treasury-store.ts';
import type { CommandLinks } from './commands.ts';
import type { ConfigurationLinks } from './configuration-links.ts';
import { DELAYS } from './delays.ts';
import { LIMITS } from './limits.ts';
import { LogReading } from './log-reading.ts';
import type { SilenceWatch, Watched } from './silence-watch.ts';
import { mustBeStorable } from './storable.ts';
import { TokenBucket } from './token-bucket.ts';
import { treasuryOf } from './treasury.ts';

interface LinkSurroundings {
  readonly links: FleetLinks;
  readonly configuration: ConfigurationLinks;
  readonly statistics: Pick<StatisticsStore, 'take'>;
  readonly software: SoftwareTargets;
  readonly commands: CommandLinks;
  readonly treasury: Pick<TreasuryStore, 'take' | 'told'>;
  readonly logs: LogArrivals;
  readonly watch: SilenceWatch;
  readonly renew: Enrolment['renew'];
  readonly clock: Clock;
  readonly log: Log;
}

/** RFC 6455, section 7.4.1: a message that violates the policy of the endpoint. */
const POLICY = 1008;

/** One open link of an enrolled terminal: hello with everything first, then what changed, in order. */
export class Connection implements OpenLink, Watched {
  readonly terminalId: string;
  readonly linkId = randomUUID();
  readonly fingerprint: string;
  readonly certificateExpiresAt: number;
  deadAt: number;
  readonly #ws: WebSocket;
  readonly #around: LinkSurroundings;
  readonly #log: Log;
  readonly #bucket: TokenBucket;
  readonly #reading: LogReading;
  readonly #terminal: Peer<typeof terminalLinkSide>;
  /** Number of the last message that was taken; `null` before the hello. */
  #seq: number | null = null;
  #pings = 0;
  #isWholeAsked = false;
  #isRenewed = false;
  /** What is still in the buffers of a link that was ended is not taken. */
  #isEnded = false;

  constructor(
    ws: WebSocket,
    terminal: { readonly id: string; readonly fingerprint: string; readonly certificateExpiresAt: number },
    around: LinkSurroundings,
  ) {
    const { clock, watch } = around;
    this.terminalId = terminal.id;
    this.fingerprint = terminal.fingerprint;
    this.certificateExpiresAt = terminal.certificateExpiresAt;
    this.#ws = ws;
    this.#around = around;
    this.#log = around.log.with({ terminal: code(terminal.id) });
    this.#bucket = new TokenBucket(LIMITS.messageBurst, LIMITS.messagesPerSecond, clock.monotonic());
    this.#reading = new LogReading(terminal.id, around.logs, clock, this.#log);
    this.deadAt = clock.monotonic() + DELAYS.helloWithin;
    watch.add(this);
    const heard = () => this.#heard();
    // Before the peer's own listener, so that a flood is not even parsed.
    ws.on('message', heard).on('ping', () => this.#pinged());
    const configuration = around.configuration.serve(terminal.id, () =>
      this.#terminal.notify('configuration.changed', {}),
    );
    const isGreeted = () => this.#seq !== null && !this.#isEnded;
    this.#terminal = createPeer({
      transport: webSocketTransport(ws),
      local: hubSide,
      remote: terminalLinkSide,
      log: this.#log,
      clock,
      maxMessage: FLEET_LINK_MAX_FRAME,
      handlers: {
        methods: {
          ...configuration.methods,
          'software.state': async (state) => {
            if (this.#seq === null) throw new Refusal('out-of-order');
            return { wanted: await around.software.told(this.terminalId, state) };
          },
          ...around.commands.handlersFor(terminal.id, isGreeted),
          ...this.#reading.handlers(isGreeted),
          ...treasuryOf(terminal.id, isGreeted, around.treasury, this.#log),
          hello: (hello) => this.#hello(hello),
          renew: async ({ csrPem, code: asked }) => {
            // Once over one link: it costs the hub a signature and a row.
            if (this.#seq === null || this.#isRenewed) throw new Refusal('out-of-order');
            this.#isRenewed = true;
            const certificatePem = await around.renew(this.terminalId, csrPem, asked);
            this.#log.event('info', 'hub.link.renewed');
            return { certificatePem };
          },
          statistics: ({ periods }) => this.#counted(periods),
          help: async ({ request }) => {
            if (this.#seq === null) throw new Refusal('out-of-order');
            const stage = await around.links.helpAsked(this, request);
            if (request) this.#log.event('info', 'hub.help', { stage: code(stage ?? 'none') });
            return { stage };
          },
        },
        notifications: {
          changed: (changes) => this.#changed(changes),
          whole: (whole) => this.#whole(whole),
        },
      },
    });
    void this.#terminal.closed.then((reason) => {
      configuration.end();
      return this.#closed(reason);
    });
  }

  close(reason: string): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#log.event('info', 'hub.link.ended', { reason: code(reason) });
    this.#ws.close(POLICY, reason);
    // A terminal that does not answer the closing is not waited for: its next link stands already, or must not.
    this.#ws.terminate();
  }

  async #counted(periods: readonly CountedPeriod[]) {
    if (this.#seq === null) throw new Refusal('out-of-order');
    const { taken, refused } = await this.#around.statistics.take(this.terminalId, periods);
    for (const { reason } of refused) this.#log.event('warn', 'hub.statistics.refused', { reason: code(reason) });
    return { taken: [...taken], refused: [...refused] };
  }

  helpTaken(request: string): void {
    this.#terminal.notify('help.taken', { id: request });
  }

  wanted(what: string): void {
    this.#terminal.notify(what === 'software' ? 'software.changed' : 'configuration.changed', {});
  }

  readLog(until: number): Promise<void> {
    return this.#reading.asked(this.#terminal, until);
  }

  silent(): void {
    this.#log.event('warn', 'hub.link.dead', { reason: code(this.#seq === null ? 'no-hello' : 'silent') });
    this.#ws.terminate();
  }

  #heard(): void {
    const now = this.#around.clock.monotonic();
    if (this.#seq !== null) this.deadAt = now + DELAYS.silentAtMost;
    if (!this.#bucket.take(now)) this.close('too-many-messages');
  }

  #pinged(): void {
    this.#heard();
    this.#pings++;
    if (this.#pings % LIMITS.answersEvery === 0) this.#ws.pong();
  }

  async #hello(hello: { readonly terminalId: string; readonly site: string; readonly state: State }) {
    if (hello.terminalId !== this.terminalId) throw new Refusal('not-your-certificate');
    if (this.#seq !== null) throw new Refusal('out-of-order');
    this.#seq = 0;
    this.deadAt = this.#around.clock.monotonic() + DELAYS.silentAtMost;
    try {
      mustBeStorable(hello);
      await this.#around.links.opened(this, hello.site, hello.state);
    } catch (thrown) {
      // The answer goes out before the link ends.
      this.#around.clock.setTimeout(() => this.#ws.close(POLICY, reasonOf(thrown)), 0);
      throw thrown;
    }
    this.#log.event('info', 'hub.link.open');
    this.#around.commands.opened(this.terminalId, this.#terminal);
    return { heartbeatEveryMs: DELAYS.heartbeatEvery, answersEvery: LIMITS.answersEvery };
  }

  #changed({ seq, at, sections }: { readonly seq: number; readonly at: number; readonly sections: Sections }): void {
    if (this.#seq === null || seq <= this.#seq) {
      this.#refuse(this.#seq === null ? 'out-of-order' : 'replayed');
    } else if (!this.#isWholeAsked) {
      const isKnown = Object.keys(sections).every((name) => (SECTION_NAMES as readonly string[]).includes(name));
      if (seq === this.#seq + 1 && isKnown) this.#take(seq, at, sections);
      else this.#askForWhole();
    }
  }

  #whole({ seq, state: { at, ...sections } }: { readonly seq: number; readonly state: State }): void {
    if (this.#seq === null || !this.#isWholeAsked || seq <= this.#seq) {
      this.#refuse(this.#isWholeAsked ? 'replayed' : 'out-of-order');
    } else {
      this.#isWholeAsked = false;
      this.#take(seq, at, sections);
    }
  }

  #take(seq: number, at: number, sections: Sections): void {
    if (this.#isEnded) return;
    this.#seq = seq;
    try {
      mustBeStorable(sections);
      this.#around.links.changed(this, at, sections);
    } catch (thrown) {
      this.close(reasonOf(thrown));
    }
  }

  #askForWhole(): void {
    this.#isWholeAsked = true;
    this.#log.event('warn', 'hub.link.gap');
    this.#terminal.notify('whole.wanted', {});
  }

  #refuse(reason: string): void {
    this.#log.event('warn', 'hub.link.refused', { reason: code(reason) });
  }

  async #closed(reason: string): Promise<void> {
    this.#around.watch.remove(this);
    this.#log.event('info', 'hub.link.closed', { reason: code(reason) });
    if (this.#seq !== null) await this.#around.links.closed(this);
  }
}

type State = Parameters<FleetLinks['opened']>[2];
