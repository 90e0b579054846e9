import type WebSocket from 'ws';
import {
  FLEET_LINK_MAX_FRAME,
  FLEET_LINK_VERSION,
  hubSide,
  type StatusReport,
  terminalLinkSide,
} from '../../../fleet-link/contract.ts';
import type { Clock, Timer } from '../../../foundation/clock.ts';
import { reasonOf } from '../../../foundation/errors.ts';
import { code, type Log } from '../../../foundation/log.ts';
import { createPeer, type Peer } from '../../../foundation/rpc/peer.ts';
import { webSocketTransport } from '../../../foundation/rpc/transports.ts';
import type { CommandDesk } from '../commands/command-desk.ts';
import type { ConfigurationHub } from '../configuration/bundles/configuration-keeper.ts';
import type { TerminalDelays } from '../configuration/delays.ts';
import type { UsageCounts } from '../store/statistics/usage-counts.ts';
import { beatHeart } from './heartbeat.ts';
import type { HelpDesk } from './help-desk.ts';
import type { RecentLines } from './recent-lines.ts';
import { tellHelp } from './send-help-call.ts';
import type { StatusBoard } from './status-board.ts';
import { tellCommands } from './tell-commands.ts';
import { tellLog } from './tell-log.ts';
import { tellSoftware } from './tell-software.ts';
import { type ToldTreasury, tellTreasury } from './tell-treasury.ts';
import { ToldSections } from './told-sections.ts';
import { sendStatistics } from './usage/send-statistics.ts';

export type HubPeer = Peer<typeof hubSide>;

export interface HubConversationOptions {
  readonly terminalId: string;
  readonly site: string;
  readonly board: StatusBoard;
  readonly help: HelpDesk;
  readonly configuration: { linked(hub: ConfigurationHub | null): void; ask(): void };
  readonly usage: Pick<UsageCounts, 'unsent' | 'settled'>;
  readonly commands: Pick<CommandDesk, 'take' | 'untold' | 'told' | 'onUntold'>;
  readonly treasury: ToldTreasury;
  /** The newest lines of its log. */
  readonly lines: Pick<RecentLines, 'after' | 'count'>;
  readonly delays: TerminalDelays;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
}

/**
 * What is said over one open link, whoever dialled it: everything at hello, then what changed, and a heartbeat.
 * @returns the hub, once it has taken the hello; `null` if it has not, and the link is closed then
 */
export async function converse(socket: WebSocket, options: HubConversationOptions): Promise<HubPeer | null> {
  const { terminalId, site, board, help, commands, delays, clock, log } = options;
  const told = new ToldSections();
  let software: { ask(): void } | undefined;
  let readLog: ((forMs: number) => void) | undefined;
  let seq = 0;
  const hub = createPeer({
    transport: webSocketTransport(socket),
    local: terminalLinkSide,
    remote: hubSide,
    handlers: {
      methods: {
        'command.deliver': (command) => {
          commands.take(command);
          return {};
        },
        'log.read': ({ forMs }) => {
          readLog?.(forMs);
          return {};
        },
      },
      notifications: {
        'whole.wanted': () => hub.notify('whole', { seq: ++seq, state: told.whole(board.report()) }),
        'help.taken': ({ id }) => help.confirmed(id, 'taken'),
        'configuration.changed': () => options.configuration.ask(),
        'software.changed': () => software?.ask(),
      },
    },
    log,
    clock,
    maxMessage: FLEET_LINK_MAX_FRAME,
  });
  try {
    const state: StatusReport = told.whole(board.report());
    const hello = { version: FLEET_LINK_VERSION, terminalId, site, state } as const;
    const { heartbeatEveryMs, answersEvery } = await hub.call('hello', hello, delays.hubHelloWithin);
    log.event('info', 'hub.connected', { heartbeatEveryMs });
    beatHeart(socket, { every: heartbeatEveryMs, answersEvery, within: delays.hubPongWithin, clock });
    tellChanges();
    tellHelp(hub, help, { delays, clock, log });
    sendStatistics(hub, options.usage, { delays, clock, log, random: options.random });
    tellCommands(hub, commands, { delays, clock, log });
    readLog = tellLog(hub, options.lines, { delays, clock, log });
    const lookAtMoney = tellTreasury(hub, options.treasury, { delays, clock, log });
    void hub.closed.then(board.onChange(lookAtMoney));
    software = tellSoftware(hub, state.software.version, { delays, log });
    return hub;
  } catch (thrown) {
    log.event('warn', 'hub.refused', { reason: code(reasonOf(thrown)) });
    hub.close('hello-failed');
    return null;
  }

  function tellChanges(): void {
    let gathering: Timer | undefined;
    let look: Timer | undefined;
    // Its changes show that the clock was set: each rises as the other does, unless somebody sets one of them.
    const skew = () => clock.now() - clock.monotonic();
    let toldSkew = skew();
    const tell = () => {
      clock.clearTimeout(gathering);
      clock.clearTimeout(look);
      gathering = undefined;
      look = clock.setTimeout(tell, delays.hubLookEvery);
      const report = board.report();
      const isClockSet = Math.abs(skew() - toldSkew) >= delays.hubClockStep;
      const sections = told.changed(report) ?? (isClockSet ? {} : null);
      if (sections) toldSkew = skew();
      if (sections) hub.notify('changed', { seq: ++seq, at: report.at, sections });
    };
    const stop = board.onChange(() => {
      gathering ??= clock.setTimeout(tell, delays.hubReportGather);
    });
    // What changed while the hub answered the hello.
    tell();
    void hub.closed.then(() => {
      stop();
      clock.clearTimeout(gathering);
      clock.clearTimeout(look);
    });
  }
}
