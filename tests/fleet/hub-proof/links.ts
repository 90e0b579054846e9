import type { HubDatabase } from '../../../admin-console/store/database.ts';
import { systemClock } from '../../../foundation/clock.ts';
import { DELAYS } from './delays.ts';
import type { Hub } from './hub-pair.ts';
import type { ProofTerminal } from './proof-terminal.ts';
import { mustComeTrue } from './wait.ts';

/** Who holds which link, as the database knows it. */
export class Links {
  readonly #db: HubDatabase;
  readonly #terminals: readonly ProofTerminal[];

  constructor(db: HubDatabase, terminals: readonly ProofTerminal[]) {
    this.#db = db;
    this.#terminals = terminals;
  }

  heldBy({ processId }: Hub): Promise<readonly ProofTerminal[]> {
    return this.#held((holder) => holder === processId);
  }

  async #held(by: (processId: string) => boolean): Promise<readonly ProofTerminal[]> {
    const rows = await this.#db.selectFrom('link').select(['terminalId', 'processId']).execute();
    const ids = new Set(rows.filter(({ processId }) => by(processId)).map(({ terminalId }) => terminalId));
    return this.#terminals.filter(({ id }) => ids.has(id));
  }

  /**
   * Waits until another process than the dead one holds them all, but for those that are revoked meanwhile.
   * @returns after how many milliseconds each was
   */
  async back(dead: Hub, moved: readonly ProofTerminal[], since: number) {
    const back: { readonly terminal: ProofTerminal; readonly ms: number }[] = [];
    await mustComeTrue(
      `links of ${dead.processId}`,
      async () => {
        const here = await this.#held((processId) => processId !== dead.processId);
        const ms = systemClock.monotonic() - since;
        const isNew = (terminal: ProofTerminal) =>
          here.includes(terminal) && !back.some((one) => one.terminal === terminal);
        for (const terminal of moved.filter(isNew)) back.push({ terminal, ms });
        return moved.every((terminal) => terminal.isRevoked || back.some((one) => one.terminal === terminal));
      },
      DELAYS.giveUpAfter,
      DELAYS.look,
    );
    return back;
  }

  /** Waits until each terminal is linked that is not revoked. */
  mustStand(): Promise<void> {
    const stand = () => this.#terminals.every(({ isLinked, isRevoked }) => isLinked || isRevoked);
    return mustComeTrue('links', stand, DELAYS.giveUpAfter, DELAYS.look);
  }
}
