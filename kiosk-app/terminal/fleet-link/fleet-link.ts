import type { Hours } from '../../../config/schema/hours.ts';
import type { PhoneWays } from '../../../config/schema/needs.ts';
import type { ServiceDefinition } from '../../../config/schema/service.ts';
import type { ReenrolmentCode } from '../../../fleet-link/commands.ts';
import type { Clock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import type { LocaleTexts } from '../../../foundation/texts.ts';
import type { CommandDesk } from '../commands/command-desk.ts';
import type { Books } from '../store/books.ts';
import type { UsageCounts } from '../store/statistics/usage-counts.ts';
import { HelpDesk } from './help-desk.ts';
import type { HubLink } from './hub-link.ts';
import type { ShownSession } from './shown-session.ts';
import { StatusBoard, type StatusBoardOptions } from './status-board.ts';
import type { ToldTreasury } from './tell-treasury.ts';
import { toldServices } from './told-services.ts';
import { countAvailability } from './usage/count-availability.ts';

export interface FleetLinkOptions extends Pick<StatusBoardOptions, 'devices' | 'isInMaintenance' | 'portals'> {
  readonly version: string;
  readonly timeZone: string;
  readonly hours: Hours;
  readonly services: readonly ServiceDefinition[];
  /** By language. */
  readonly texts: Readonly<Record<string, LocaleTexts>>;
  /** Ways by the telephone that this place has. */
  readonly phoneWays: PhoneWays;
  readonly shown: ShownSession;
  readonly books: Books;
  /** Counts that are not in the books. */
  readonly meters: () => Record<string, number>;
  /** `null`: the site has no hub. */
  readonly connectHub:
    | ((
        board: StatusBoard,
        help: HelpDesk,
        usage: UsageCounts,
        commands: CommandDesk,
        treasury: ToldTreasury,
      ) => HubLink)
    | null;
  readonly commands: CommandDesk;
  readonly treasury: ToldTreasury;
  readonly clock: Clock;
}

/** Reports the status of the terminal and calls for help to the hub, and takes its commands. */
export interface FleetLink {
  readonly board: StatusBoard;
  readonly help: HelpDesk;
  /** New key and certificate, on command. @throws Refusal: see `Reenrolment.run` */
  reenrol(code: ReenrolmentCode): Promise<void>;
  stop(): void;
}

export function startFleetLink(options: FleetLinkOptions): FleetLink {
  const { services, texts, phoneWays, hours, books, connectHub, clock } = options;
  const board = new StatusBoard({
    ...options,
    startedAt: clock.now(),
    services: toldServices(services, texts, phoneWays),
    outbox: () => books.outbox.counts(),
    counts: () => ({ ...books.statistics.totals(), ...options.meters() }),
    alerts: () => books.alerts.open(),
    journal: () => books.journal.head(),
  });
  const help = new HelpDesk(clock);
  const availability = countAvailability({ ...books, report: () => board.report(), hours, clock });
  const hub = connectHub?.(board, help, books.usage, options.commands, options.treasury) ?? null;
  return {
    board,
    help,
    async reenrol(code) {
      if (!hub) throw new Refusal('no-link');
      await hub.reenrol(code);
    },
    stop() {
      availability.stop();
      hub?.close();
    },
  };
}
