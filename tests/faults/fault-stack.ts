import { join } from 'node:path';
import { parkingTicket } from '../../demo/bills.ts';
import { cleanAgain } from '../journeys/clean-again.ts';
import { describeLeak, findLeaks } from '../journeys/leaks.ts';
import { canaries, idCardOf, WILHELMINE } from '../journeys/people.ts';
import { openStage, type Stage } from '../journeys/stage.ts';
import { Technician } from '../journeys/technician.ts';
import { connectedTo, ours, shownPair } from './processes.ts';
import { type Purse, TYPED } from './usual-acts.ts';
import { Visitor } from './visitor.ts';

/** One stack and one window, used for many cells one after the other. */
export interface Corner {
  readonly stage: Stage;
  readonly visitor: Visitor;
  readonly technician: Technician;
  readonly directory: string;
  /** Process id of the terminal now; it changes when it was killed. */
  terminal(): number;
  hub(): number;
  /** The shown session without warning, as a crash does it. @throws Refusal `world` if there is none */
  killSession(): void;
  killAttendedHost(): void;
  /** The process of the driver that is connected to `port` of the simulated world. */
  killDriver(port: number): void;
  /** What the next person brings along: an unused card, a bill nobody has paid yet. */
  purse(): Purse;
  /** Waits until nothing of the last cell is left. @throws Refusal `world` with what is */
  clean(undo: readonly (() => void)[]): Promise<void>;
  /** Where outside the authority's inbox something typed or read stands, and how. */
  leaks(everywhere: boolean): readonly string[];
  close(): Promise<void>;
}

const TERMINAL = 'kiosk-app/terminal/main.ts';
let people = 0;

export async function openCorner(out: string): Promise<Corner> {
  const person = WILHELMINE;
  const stage = await openStage({
    out,
    viewport: 'portrait',
    eid: { kind: 'simulator' },
    person,
    isWatched: false,
    hasWallet: true,
  });
  const { stack, page, traces } = stage;
  const { world } = stack;
  const directory = join(traces, 'stack');
  const visitor = new Visitor(page, stage.citizen);
  const technician = new Technician(stack.links.hub, stack.hubKey);
  const pair = () => shownPair(ours(TERMINAL, directory).pid, Number(new URL(page.frames().at(-1)?.url() ?? '').port));
  return {
    stage,
    visitor,
    technician,
    directory,
    terminal: () => ours(TERMINAL, directory).pid,
    hub: () => ours('admin-console/hub/main.ts', directory).pid,
    killSession: () => void process.kill(pair().session, 'SIGKILL'),
    killDriver: (port) => {
      process.kill(connectedTo(ours(TERMINAL, directory).pid, port), 'SIGKILL');
    },
    killAttendedHost: () => void process.kill(pair().host, 'SIGKILL'),
    purse: () => {
      people += 1;
      // The register's own way of numbering; each bill is paid once, so that each cell needs one of its own.
      const bill = parkingTicket(`VW-2026-${String(2000 + people)}-4`, 2500);
      world.bills.put(bill);
      return { person, bill, card: idCardOf(person), way: 'card' };
    },
    clean: (undo) => cleanAgain(stack, undo),
    leaks(everywhere) {
      return findLeaks(traces, canaries(person, TYPED), everywhere ? '' : 'stack').leaks.map(describeLeak);
    },
    close: () => stage.close(),
  };
}
