import type { hubSide } from '../../fleet-link/contract.ts';
import { type Clock, delay } from '../../foundation/clock.ts';
import { Refusal, reasonOf } from '../../foundation/errors.ts';
import { code, type Log } from '../../foundation/log.ts';
import type { Handlers } from '../../foundation/rpc/contract.ts';
import type { Bundles } from '../domain/configuration/bundles.ts';
import { DELAYS } from './delays.ts';

type Methods = Handlers<typeof hubSide>['methods'];
type ConfigurationMethods = Pick<Methods, 'configuration.state' | 'configuration.offer' | 'configuration.chunk'>;

/** A link over which a terminal has asked for its configuration. */
interface Asking {
  readonly terminalId: string;
  changed(): void;
}

/** Terminals told at once, so that a release does not bring all of them back in the same moment. */
const TOLD_AT_ONCE = 25;

/** Configuration over the links of this process: answers what terminals ask, and tells them that they should ask. */
export class ConfigurationLinks {
  readonly #bundles: Bundles;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #asking = new Map<string, Set<Asking>>();
  #telling: Promise<void> | null = null;
  #isChangedAgain = false;

  constructor(bundles: Bundles, clock: Clock, log: Log) {
    this.#bundles = bundles;
    this.#clock = clock;
    this.#log = log;
  }

  /** @param changed tells the terminal; @returns its methods, and what to call when the link has ended */
  serve(terminalId: string, changed: () => void): { readonly methods: ConfigurationMethods; readonly end: () => void } {
    const asking = { terminalId, changed };
    let tenant: string | undefined;
    let isEnded = false;
    const hasAsked = () => {
      if (tenant === undefined) throw new Refusal('out-of-order');
    };
    return {
      methods: {
        'configuration.state': async (state) => {
          tenant ??= await this.#bundles.tenantOf(terminalId);
          if (tenant === undefined || isEnded) return { wanted: null };
          this.#asking.set(tenant, (this.#asking.get(tenant) ?? new Set()).add(asking));
          return { wanted: await this.#bundles.told(terminalId, state) };
        },
        'configuration.offer': ({ version }) => {
          hasAsked();
          return this.#bundles.offer(terminalId, version);
        },
        'configuration.chunk': async ({ digest, offset }) => {
          hasAsked();
          const bytes = await this.#bundles.chunk(terminalId, digest, offset);
          return { bytes: Buffer.from(bytes).toString('base64') };
        },
      },
      end: () => {
        isEnded = true;
        if (tenant !== undefined) this.#asking.get(tenant)?.delete(asking);
      },
    };
  }

  /** Something may have changed: tells the terminals of tenants where it has. */
  look(): void {
    if (this.#telling) {
      this.#isChangedAgain = true;
      return;
    }
    this.#telling = this.#tell()
      .catch((thrown) => this.#log.event('error', 'hub.configuration.failed', { reason: code(reasonOf(thrown)) }))
      .finally(() => {
        this.#telling = null;
        if (!this.#isChangedAgain) return;
        this.#isChangedAgain = false;
        this.look();
      });
  }

  async #tell(): Promise<void> {
    for (const tenant of await this.#bundles.changedTenants()) {
      const links = [...(this.#asking.get(tenant) ?? [])];
      for (let at = 0; at < links.length; at += TOLD_AT_ONCE) {
        if (at > 0) await delay(this.#clock, DELAYS.configurationTellEvery);
        for (const link of links.slice(at, at + TOLD_AT_ONCE)) link.changed();
      }
    }
  }
}
