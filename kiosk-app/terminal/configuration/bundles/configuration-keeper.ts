import type { BundleName, ConfigurationState } from '../../../../fleet-link/configuration.ts';
import type { Clock, Timer } from '../../../../foundation/clock.ts';
import { Refusal, reasonOf } from '../../../../foundation/errors.ts';
import { code, type Log } from '../../../../foundation/log.ts';
import type { ConfigurationOptions } from '../config.ts';
import type { TerminalDelays } from '../delays.ts';
import { BundleDirectory } from './bundle-directory.ts';
import { type BundleSource, fetchBundle } from './fetch-bundle.ts';
import { hubKey } from './hub-key.ts';
import { goneBack, proven, refused, shortened, staged, stateOf, switched } from './moves.ts';
import { loadVersion } from './open-configuration.ts';
import { type Pointer, writePointer } from './pointer.ts';
import { type ConfigurationTrial, startTrial } from './trial.ts';

/** The hub over a link that stands. */
export interface ConfigurationHub extends BundleSource {
  /** Tells what runs here; @returns what should */
  tell(state: ConfigurationState): Promise<{ readonly wanted: BundleName | null }>;
}

export interface KeeperOptions {
  /** Of the versions, below the terminal's data directory. */
  readonly directory: string;
  readonly pointer: Pointer;
  readonly local: Omit<ConfigurationOptions, 'offerFile'>;
  /** Holds what enrolment left; `null`: no hub. */
  readonly identityDirectory: string | null;
  readonly terminalId: string;
  readonly software: string;
  /** True while nobody is being served and no money moves. */
  readonly mayRestart: () => boolean;
  /** Ends the terminal in order; whoever runs it starts it again. */
  readonly restart: () => void;
  readonly delays: TerminalDelays;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Keeps this terminal's configuration at what the hub wants: fetches, verifies, checks as at the start, and restarts the
 * terminal with it between two visits. A version that fails its trial is gone back from.
 */
export class ConfigurationKeeper {
  readonly #options: KeeperOptions;
  readonly #bundles: BundleDirectory;
  readonly #trial: ConfigurationTrial | null;
  /** Versions that were not taken since this start: not asked for again before the next. */
  readonly #declined = new Set<number>();
  #pointer: Pointer;
  #hub: ConfigurationHub | null = null;
  #asking: Promise<void> | null = null;
  #isAskedAgain = false;
  #again: Timer;
  #look: Timer;
  #isLeaving = false;

  constructor(options: KeeperOptions) {
    const { directory, pointer, delays, clock } = options;
    this.#options = options;
    this.#pointer = pointer;
    this.#bundles = new BundleDirectory(directory);
    this.#clear();
    this.#trial = pointer.trial
      ? startTrial({
          onProven: () => this.#prove(),
          onFailed: (reason) => this.#goBack(reason),
          delays,
          clock,
        })
      : null;
    // Went back from at the start or before: that version is not taken again.
    if (pointer.refused && isTrialReason(pointer.refused.reason)) this.#declined.add(pointer.refused.version);
    this.#lookLater();
  }

  get state(): ConfigurationState {
    return stateOf(this.#pointer);
  }

  sessionShown(): void {
    this.#trial?.shown();
  }

  sessionFinished(kind: Parameters<ConfigurationTrial['finished']>[0]): void {
    this.#trial?.finished(kind);
  }

  /** A link stands, or (`null`) no longer. */
  linked(hub: ConfigurationHub | null): void {
    this.#hub = hub;
    this.ask();
  }

  /** Something else may be wanted. Several calls at once are one. */
  ask(): void {
    if (this.#asking) {
      this.#isAskedAgain = true;
      return;
    }
    const { clock, delays } = this.#options;
    clock.clearTimeout(this.#again);
    if (!this.#hub || this.#isLeaving) return;
    this.#again = clock.setTimeout(() => this.ask(), delays.configurationAskEvery);
    this.#asking = this.#askNow(this.#hub).finally(() => {
      this.#asking = null;
      if (!this.#isAskedAgain) return;
      this.#isAskedAgain = false;
      this.ask();
    });
  }

  stop(): void {
    const { clock } = this.#options;
    this.#isLeaving = true;
    this.#trial?.stop();
    clock.clearTimeout(this.#again);
    clock.clearTimeout(this.#look);
  }

  async #askNow(hub: ConfigurationHub): Promise<void> {
    const { log } = this.#options;
    try {
      const { wanted } = await hub.tell(this.state);
      if (!wanted || this.#has(wanted) || this.#declined.has(wanted.version)) return;
      await this.#take(hub, wanted);
      await hub.tell(this.state);
    } catch (thrown) {
      // The link broke, or something else is wanted by now: the next link or the next look asks again.
      const level = thrown instanceof Refusal ? 'info' : 'error';
      log.event(level, 'configuration.not-fetched', { reason: code(reasonOf(thrown)) });
    }
  }

  async #take(hub: ConfigurationHub, wanted: BundleName): Promise<void> {
    const { identityDirectory, terminalId, software, local, log } = this.#options;
    const fetched = await fetchBundle(hub, wanted, {
      terminalId,
      software,
      trusted: this.#pointer.trusted,
      directory: this.#bundles,
      keyOf: (offer) => hubKey(identityDirectory ?? '', hub.caPem, offer),
    });
    if (this.#isLeaving) return;
    if (!fetched.ok) return this.#refuse(wanted, fetched.error, '');
    const checked = loadVersion(this.#bundles, wanted, local);
    if (!checked.ok) return this.#refuse(wanted, checked.error.reason, checked.error.detail);
    this.#write(staged(this.#pointer, wanted));
    log.event('info', 'configuration.staged', { version: wanted.version });
    this.#switchIfIdle();
  }

  #refuse({ version }: BundleName, reason: string, detail: string): void {
    this.#declined.add(version);
    this.#write(refused(this.#pointer, { version, reason, detail: shortened(detail) }));
    this.#clear();
    this.#options.log.event('warn', 'configuration.refused', { version, reason: code(reason) });
  }

  /** A session that has begun finishes in its version. */
  #switchIfIdle(): void {
    const { mayRestart, restart, log } = this.#options;
    if (this.#isLeaving || this.#pointer.staged === null || !mayRestart()) return;
    this.#write(switched(this.#pointer));
    log.event('info', 'configuration.switched', { version: this.#pointer.running?.version ?? 0 });
    this.stop();
    restart();
  }

  #prove(): void {
    this.#write(proven(this.#pointer));
    this.#clear();
    this.#options.log.event('info', 'configuration.proven', { version: this.#pointer.running?.version ?? 0 });
    this.ask();
  }

  #goBack(reason: string): void {
    const { restart, log } = this.#options;
    this.#write(goneBack(this.#pointer, reason));
    log.event('error', 'configuration.gone-back', { reason: code(reason) });
    this.stop();
    restart();
  }

  #has({ version, digest }: BundleName): boolean {
    const { running, staged } = this.#pointer;
    return [running, staged].some((name) => name?.version === version && name.digest === digest);
  }

  #clear(): void {
    const { running, good, staged } = this.#pointer;
    this.#bundles.keepOnly([running, good, staged]);
  }

  #write(pointer: Pointer): void {
    writePointer(this.#options.directory, pointer);
    this.#pointer = pointer;
  }

  #lookLater(): void {
    const { clock, delays } = this.#options;
    this.#look = clock.setTimeout(() => {
      this.#switchIfIdle();
      if (!this.#isLeaving) this.#lookLater();
    }, delays.configurationLookEvery);
  }
}

/** Reasons of the trial itself; a fault that a check found may be gone once somebody has mended the machine. */
const isTrialReason = (reason: string): boolean => ['did-not-start', 'no-session', 'session-failed'].includes(reason);
