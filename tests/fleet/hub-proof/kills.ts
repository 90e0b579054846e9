import { systemClock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import type { Random } from '../../../foundation/random.ts';
import { DELAYS } from './delays.ts';
import type { Hub } from './hub-pair.ts';
import type { LivePages } from './live-pages.ts';
import type { ProofTerminal } from './proof-terminal.ts';
import type { Revocations } from './revocations.ts';
import type { Scene } from './scene.ts';
import { pause } from './wait.ts';

/** One of so many kills is followed by a revocation over the process that lives, another comes after one by the other. */
const REVOKED_EVERY = 7;
const CROSSING = 3;

/** Kills a hub process at a random instant, again and again, and measures when its terminals are back. */
export class Kills {
  readonly #scene: Scene;
  readonly #pages: LivePages;
  readonly #revocations: Revocations;
  /** Those that are revoked now and then. */
  readonly #revocable: readonly ProofTerminal[];
  readonly #random: Random;
  readonly #revoking: Promise<void>[] = [];
  /** As in `Figures`. */
  readonly back: number[] = [];
  readonly late: string[] = [];

  constructor(
    scene: Scene,
    pages: LivePages,
    { revocations, revocable }: { readonly revocations: Revocations; readonly revocable: readonly ProofTerminal[] },
  ) {
    this.#scene = scene;
    this.#pages = pages;
    this.#revocations = revocations;
    this.#revocable = revocable;
    this.#random = scene.randomOf('kills');
  }

  async run(kills: number, say: (line: string) => void): Promise<void> {
    const begun = systemClock.monotonic();
    for (let kill = 1; kill <= kills; kill++) {
      await this.#kill(kill);
      if (kill % 20 === 0) say(`${kill} kills, ${Math.round((systemClock.monotonic() - begun) / 1_000)} s`);
    }
    await Promise.all(this.#revoking);
  }

  async #kill(kill: number): Promise<void> {
    const { pair, links, balancer } = this.#scene;
    if (kill % REVOKED_EVERY === CROSSING) await this.#revoke(this.#random.pick(pair.living as [Hub, ...Hub[]]), false);
    await pause(this.#random.below(DELAYS.killWithin));
    if (pair.living.length < 2) throw new Refusal('hub-died-by-itself');
    const dying = this.#random.pick(pair.living as [Hub, ...Hub[]]);
    const survivor = pair.otherThan(dying);
    const moved = await links.heldBy(dying);
    const at = systemClock.monotonic();
    await dying.kill();
    const restarted = pair.restart(dying.place);
    if (kill % REVOKED_EVERY === 0) await this.#revoke(survivor, true);
    for (const { terminal, ms } of await links.back(dying, moved, at)) {
      if (ms > DELAYS.backWithin) this.late.push(`${terminal.id} after ${Math.round(ms)} ms at kill ${kill}`);
      this.back.push(ms);
    }
    this.#pages.open(await restarted);
    await links.mustStand();
    balancer.cutHalf(survivor);
  }

  /** @param isHolder whether it should hold the link that it ends, if there is such a one */
  async #revoke(over: Hub, isHolder: boolean): Promise<void> {
    const held = await this.#scene.links.heldBy(over);
    const free = this.#revocable.filter(({ isRevoked }) => !isRevoked);
    const revoked = free.find((terminal) => held.includes(terminal) === isHolder) ?? free[0];
    if (!revoked) return;
    const revoking = this.#revocations.revoke(revoked, over);
    // What broke in it breaks the run at its end.
    revoking.catch(() => {});
    this.#revoking.push(revoking);
  }
}
