import { ROUTES } from '../../../admin-console/contract/routes.ts';
import { systemClock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import { DELAYS } from './delays.ts';
import { type HubConsole, unlessUnanswered } from './hub-console.ts';
import type { Hub } from './hub-pair.ts';
import type { ProofTerminal } from './proof-terminal.ts';
import { comesTrue, mustComeTrue, pause } from './wait.ts';

const TENANT = 'default';

export interface RevocationFigures {
  readonly revoked: number;
  /** Milliseconds from the answer to the end of the link, the longest. */
  readonly offAfter: number;
  readonly faults: readonly string[];
}

/** Revokes terminals and takes them back. */
export class Revocations {
  readonly #console: HubConsole;
  readonly #faults: string[] = [];
  #revoked = 0;
  #offAfter = 0;

  constructor(console: HubConsole) {
    this.#console = console;
  }

  /** Over this process, or over another if it dies meanwhile; ends when the terminal is back. */
  async revoke(terminal: ProofTerminal, hub: Hub): Promise<void> {
    terminal.isRevoked = true;
    this.#revoked++;
    const path = ROUTES.revocation(TENANT, terminal.id);
    const asked = this.#console.ask('POST', path, { reason: 'proof' }, { at: hub });
    if ((await unlessUnanswered(asked)) === undefined) await this.#again(path);
    const begun = systemClock.monotonic();
    const isOff = await comesTrue(() => !terminal.isLinked, DELAYS.offWithin, DELAYS.look);
    this.#offAfter = Math.max(this.#offAfter, systemClock.monotonic() - begun);
    if (!isOff) this.#faults.push(`${terminal.id} linked ${DELAYS.offWithin} ms after its revocation`);
    else if (await comesTrue(() => terminal.isLinked, DELAYS.staysOff, DELAYS.look)) {
      this.#faults.push(`${terminal.id} linked again without being enrolled`);
    }
    terminal.stop();
    await this.#enrol(terminal);
    terminal.start();
    await mustComeTrue(`${terminal.id} back`, () => terminal.isLinked, DELAYS.giveUpAfter, DELAYS.look);
    terminal.isRevoked = false;
  }

  /** Nobody knows whether it was done. */
  async #again(path: string): Promise<void> {
    try {
      await this.#console.insist('POST', path, { reason: 'proof' });
    } catch (thrown) {
      if (!(thrown instanceof Refusal) || thrown.reason !== 'already-revoked') throw thrown;
    }
  }

  /** A code whose answer was lost may be used up. */
  async #enrol(terminal: ProofTerminal): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      const body = { terminalId: terminal.id };
      const code = await this.#console.insist<{ code: string; caFingerprint: string }>(
        ...(['POST', ROUTES.enrolmentCodes(TENANT), body] as const),
      );
      try {
        return await terminal.enrol(code);
      } catch (thrown) {
        if (!(thrown instanceof Refusal) || attempt === 20) throw thrown;
        await pause(DELAYS.lookSlowly);
      }
    }
  }

  settle(): RevocationFigures {
    return { revoked: this.#revoked, offAfter: Math.round(this.#offAfter), faults: this.#faults };
  }
}
