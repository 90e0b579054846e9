import type {
  ConfigurationDraft,
  ConfigurationRelease,
  TerminalConfiguration,
} from '../../../admin-console/contract/configuration/configuration.ts';
import { ROLLOUT_ROUTES } from '../../../admin-console/contract/rollouts/rollout-routes.ts';
import type { RolloutView } from '../../../admin-console/contract/rollouts/rollouts.ts';
import { ROUTES } from '../../../admin-console/contract/routes.ts';
import { sampleFiles } from '../../../config/sample-files.ts';
import { textsSaying } from '../../../config/test-support/texts-saying.ts';
import { Refusal } from '../../../foundation/errors.ts';
import type { Random } from '../../../foundation/random.ts';
import { DELAYS } from './delays.ts';
import { type HubConsole, unlessUnanswered } from './hub-console.ts';
import type { ProofTerminal } from './proof-terminal.ts';
import { comesTrue, pause, pauseUpTo } from './wait.ts';

const TENANT = 'default';
const AT = ROUTES.configuration;
const ROLLOUTS = ROLLOUT_ROUTES;
const LAYER = { scope: 'tenant', scopeId: TENANT } as const;
/** Half of the terminals, then the rest, as fast as a plan can say; revoked ones are waited for for a minute. */
const PLAN = {
  rings: [
    { selection: { by: 'percentage', percent: 50 }, after: { kind: 'soak', minutes: 0 } },
    { selection: { by: 'rest' }, after: { kind: 'soak', minutes: 0 } },
  ],
  patienceMinutes: 1,
  healthyAfterMinutes: 0,
  // It never stops itself: terminals are revoked meanwhile.
  threshold: { percent: 100, atLeast: 10_000, offlineMinutes: 15 },
};

export interface ConfigurationFigures {
  readonly releases: number;
  readonly rollouts: number;
  /** Terminals that run something else than was released last. */
  readonly older: readonly string[];
}

/**
 * Releases versions, for all at once and in a rollout by turns. Each act looks what is there and does what is missing, as
 * a person does after an answer that did not come.
 */
export class ReleasedVersions {
  readonly #console: HubConsole;
  readonly #terminals: readonly ProofTerminal[];
  readonly #random: Random;
  #released = 0;
  #rollouts = 0;

  constructor(console: HubConsole, terminals: readonly ProofTerminal[], random: Random) {
    this.#console = console;
    this.#terminals = terminals;
    this.#random = random;
  }

  async run(over: AbortSignal): Promise<void> {
    while (!over.aborted) {
      const isForAll = this.#released % 2 === 0;
      const title = `Ort ${this.#released + 1}`;
      await this.#untilDone(() => this.#release(title, isForAll));
      this.#released++;
      if (!isForAll) {
        await this.#untilDone(() => this.#rollOut(title));
        this.#rollouts++;
      }
      await pauseUpTo(DELAYS.releaseEvery, this.#random, over);
    }
  }

  /** @param act does one step; true when there is none left */
  async #untilDone(act: () => Promise<boolean>): Promise<void> {
    while ((await unlessUnanswered(act())) !== true) await pause(DELAYS.look);
  }

  async #release(title: string, isForAll: boolean): Promise<boolean> {
    const releases = await this.#console.ask<ConfigurationRelease[]>('GET', AT.releases(TENANT));
    if (releases.some((release) => release.title === title)) return true;
    const drafts = await this.#console.ask<ConfigurationDraft[]>('GET', AT.drafts(TENANT));
    const draft = drafts.find((one) => one.title === title);
    if (!draft) await this.#console.ask('POST', AT.drafts(TENANT), { ...LAYER, title });
    else if (draft.state === 'submitted') {
      const how = { revision: draft.revision, activeFrom: null, isForAll };
      await this.#console.ask('POST', AT.release(TENANT, draft.id), how, { as: 'person' });
    } else if (draft.revision === 1) {
      const files = { ...(this.#released === 0 ? sampleFiles() : {}), ...textsSaying(title) };
      await this.#console.ask('PUT', AT.draft(TENANT, draft.id), { revision: 1, files });
    } else await this.#console.ask('POST', AT.submit(TENANT, draft.id), { revision: draft.revision });
    return false;
  }

  async #rollOut(title: string): Promise<boolean> {
    const all = await this.#console.ask<RolloutView[]>('GET', ROLLOUTS.rollouts(TENANT));
    const rollout = all.find((one) => one.title === title);
    if (!rollout) {
      const releases = await this.#console.ask<ConfigurationRelease[]>('GET', AT.releases(TENANT));
      const releaseId = releases.find((release) => release.title === title)?.id;
      const draft = { kind: 'configuration', releaseId, title, plan: PLAN };
      await this.#console.ask('POST', ROLLOUTS.rollouts(TENANT), draft);
      return false;
    }
    const deed = { revision: rollout.revision, reason: 'proof' };
    switch (rollout.state) {
      case 'draft':
        await this.#console.ask('POST', ROLLOUTS.act(TENANT, rollout.id, 'start'), deed, { as: 'person' });
        return false;
      case 'awaiting-approval':
        await this.#console.ask('POST', ROLLOUTS.act(TENANT, rollout.id, 'approve'), deed);
        return false;
      case 'running':
      case 'soaking':
        await pause(DELAYS.lookSlowly);
        return false;
      case 'completed':
        return true;
      default:
        throw new Refusal('rollout-ended', rollout.state);
    }
  }

  /** Waits until everything runs everywhere. */
  async settle(): Promise<ConfigurationFigures> {
    const older = async () => {
      const told = await this.#console.ask<TerminalConfiguration[]>('GET', AT.terminals(TENANT));
      const upToDate = new Set(told.filter(({ isUpToDate }) => isUpToDate).map(({ terminalId }) => terminalId));
      return this.#terminals
        .filter(({ id, location }) => location !== `Ort ${this.#released}` || !upToDate.has(id))
        .map(({ id, location }) => `${id} runs ${location}${upToDate.has(id) ? '' : ', not as the hub wants'}`);
    };
    await comesTrue(async () => (await older()).length === 0, DELAYS.settleWithin, DELAYS.lookSlowly);
    return { releases: this.#released, rollouts: this.#rollouts, older: await older() };
  }
}
