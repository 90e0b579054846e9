import { type Clock, delay, type Timer } from '../../foundation/clock.ts';
import { reasonOf } from '../../foundation/errors.ts';
import { Listeners } from '../../foundation/listeners.ts';
import { code, type Log } from '../../foundation/log.ts';
import { err, ok, type Result } from '../../foundation/result.ts';
import type { DeviceHealth, DeviceStatistics, HealthCheckReport } from '../contract.ts';
import type { ScanFault, Scanner, ScanOutcome, ScanProfile, ScanProgress } from './contract.ts';
import { DELAYS } from './delays.ts';
import { checkScanner } from './health-check.ts';
import {
  conditionAfterScan,
  conditionOfFailedProbe,
  conditionOfProbe,
  lessonOf,
  READY,
  type ScannerCondition,
} from './health-state.ts';
import { eraseLeftovers } from './private-directory.ts';
import { type Access, type ProbeFault, probe } from './probe.ts';
import { type ScannedPages, scanPages } from './scan-pages.ts';
import type { Capabilities } from './scanimage/capabilities.ts';
import { changesOptions, choiceFor } from './scanimage/command-line.ts';
import type { Spawn } from './scanimage/process.ts';

/** How a device that cannot be opened, or does not begin, may answer only the first time. */
const MAY_PASS: readonly (ScanFault | null)[] = ['gone', 'io-error', 'out-of-memory'];
/** A device that stays busy this many pauses long is in use by somebody else. */
const BUSY_RETRIES = 2;

export interface ScanimageScannerOptions {
  /** `scanimage`, or the path of a program with the same command line. */
  readonly command: string;
  /** SANE device name, e.g. `airscan:e0:Office`, `test:0`. */
  readonly device: string;
  /** Added to the child's environment (`SANE_CONFIG_DIR`, …). */
  readonly environment: Readonly<Record<string, string>>;
  /** Where feeder pages lie for a moment if the system has no memory file system. */
  readonly directory: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly spawn: Spawn;
}

/** One after the other is left out, so many in one scan. */
const REFUSED_OPTIONS = 4;
const without = (capabilities: Capabilities, refused: ReadonlySet<string>): Capabilities => ({
  ...capabilities,
  options: new Map([...capabilities.options].filter(([name]) => !refused.has(name))),
});

const scanFaultOf = (fault: ProbeFault): ScanFault =>
  fault === 'command-missing' || fault === 'no-answer' ? 'gone' : fault;

/** Scanner behind `scanimage`. One process per look and per scan; none in between, so that nothing keeps the device. */
export class ScanimageScanner implements Scanner {
  readonly kind = 'scanner';
  readonly #options: ScanimageScannerOptions;
  readonly #access: Access;
  readonly #log: Log;
  readonly #listeners = new Listeners<[health: DeviceHealth]>();
  readonly #counts = { scans: 0, pages: 0, blankPages: 0, faults: 0, probes: 0, probeFailures: 0 };
  readonly #faultCounts = new Map<ScanFault, number>();
  #condition: ScannerCondition = { state: 'closed', reason: null };
  #capabilities: Capabilities | null = null;
  /** What it offers with a source and mode other than its own, by these two. */
  readonly #withChoice = new Map<string, Capabilities>();
  /** Options it lists and does not take. */
  readonly #refused = new Set<string>();
  #known: ScanFault | 'unsupported-profile' | null = null;
  #model: string | null = null;
  #firmware: string | null = null;
  #seenAt: number | null = null;
  #timer: Timer;
  #isOpen = false;
  #isScanning = false;
  #looking: { readonly abort: AbortController; readonly done: Promise<void> } | null = null;
  readonly #closing = new Set<AbortController>();
  readonly #running = new Set<Promise<unknown>>();

  constructor(options: ScanimageScannerOptions) {
    this.#options = options;
    this.#access = options;
    this.#log = options.log;
  }

  open(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.#become({ state: 'starting', reason: null });
    eraseLeftovers(this.#options.directory).then(
      (erased) => {
        if (erased > 0) this.#log.event('warn', 'scanner.leftovers.erased', { erased });
      },
      (thrown) => this.#log.event('error', 'scanner.leftovers.failed', { reason: code(reasonOf(thrown)) }),
    );
    this.#look();
  }

  async close(): Promise<void> {
    this.#isOpen = false;
    this.#options.clock.clearTimeout(this.#timer);
    this.#looking?.abort.abort();
    for (const abort of this.#closing) abort.abort();
    await Promise.allSettled([...this.#running, this.#looking?.done]);
    this.#become({ state: 'closed', reason: null });
  }

  health(): DeviceHealth {
    return { ...this.#condition, model: this.#model, firmware: this.#firmware, seenAt: this.#seenAt };
  }

  onHealth(listener: (health: DeviceHealth) => void): () => void {
    return this.#listeners.add(listener);
  }

  statistics(): DeviceStatistics {
    const faults = Object.fromEntries([...this.#faultCounts].map(([fault, count]) => [`fault.${fault}`, count]));
    return { ...this.#counts, ...faults };
  }

  async scan(
    profile: ScanProfile,
    onProgress: (progress: ScanProgress) => void,
    signal: AbortSignal,
  ): Promise<ScanOutcome> {
    if (this.#isScanning) return err({ reason: 'busy', pages: [] });
    const abort = new AbortController();
    this.#closing.add(abort);
    const scan = this.#scan(profile, onProgress, AbortSignal.any([signal, abort.signal]));
    this.#running.add(scan);
    return scan.finally(() => {
      this.#closing.delete(abort);
      this.#running.delete(scan);
    });
  }

  async checkHealth(): Promise<HealthCheckReport> {
    if (this.#isScanning) {
      return { passed: false, steps: [{ step: 'device', outcome: 'skipped', detail: 'a scan is running' }] };
    }
    this.#isScanning = true;
    try {
      await this.#stopLooking();
      const abort = new AbortController();
      this.#closing.add(abort);
      const { report, model, firmware } = await checkScanner(this.#access, this.#options.directory, abort.signal);
      this.#closing.delete(abort);
      this.#model = model ?? this.#model;
      this.#firmware = firmware ?? this.#firmware;
      return report;
    } finally {
      this.#isScanning = false;
      this.#look();
    }
  }

  async #scan(
    profile: ScanProfile,
    onProgress: (progress: ScanProgress) => void,
    signal: AbortSignal,
  ): Promise<ScanOutcome> {
    this.#isScanning = true;
    this.#counts.scans++;
    this.#become({ state: 'busy', reason: null });
    const startedAt = this.#options.clock.monotonic();
    try {
      await this.#stopLooking();
      onProgress({ phase: 'warming-up', page: 1, percent: null });
      let done = await this.#attempt(profile, onProgress, signal);
      // What a device says while it wakes is not what it says once it is awake: one more try, whatever the words.
      if (done.notBegun && MAY_PASS.includes(done.fault)) done = await this.#attempt(profile, onProgress, signal);
      for (let retry = 0; retry < BUSY_RETRIES && done.fault === 'busy' && done.pages.length === 0; retry++) {
        // Rejects only when the citizen cancels, which the next attempt answers.
        await delay(this.#options.clock, DELAYS.retryBusyAfter, signal).catch(() => {});
        done = await this.#attempt(profile, onProgress, signal);
      }
      if (done.misconfigured) this.#known = 'unsupported-profile';
      // A device that is pulled out in the middle reports an I/O error; only a second look tells that it is gone.
      let fault = done.fault;
      if (fault === 'io-error' && !done.misconfigured && !signal.aborted) {
        const again = await probe(this.#access, signal);
        if (!again.ok) fault = again.error === 'cancelled' ? 'cancelled' : 'gone';
      }
      if (!done.misconfigured) this.#known = fault === null ? null : (lessonOf(fault) ?? this.#known);
      return this.#finish(profile, fault, done.pages, startedAt);
    } catch (thrown) {
      this.#log.event('error', 'scanner.scan.failed', { reason: code(reasonOf(thrown)) });
      this.#known = 'io-error';
      return this.#finish(profile, 'io-error', [], startedAt);
    } finally {
      this.#isScanning = false;
      this.#look();
    }
  }

  #finish(
    profile: ScanProfile,
    fault: ScanFault | null,
    pages: (ScanOutcome & { ok: true })['value']['pages'],
    startedAt: number,
  ): ScanOutcome {
    const { clock } = this.#options;
    this.#counts.pages += pages.length;
    this.#counts.blankPages += pages.filter((page) => page.blank).length;
    if (pages.length > 0) this.#seenAt = clock.now();
    this.#become(conditionAfterScan(fault, this.#known));
    this.#log.event(fault === null ? 'info' : 'warn', 'scanner.scan.ended', {
      profile: code(profile.id),
      pages: pages.length,
      fault: fault === null ? null : code(fault),
      ms: Math.round(clock.monotonic() - startedAt),
    });
    if (fault === null) return ok({ pages });
    this.#counts.faults++;
    this.#faultCounts.set(fault, (this.#faultCounts.get(fault) ?? 0) + 1);
    return err({ reason: fault, pages });
  }

  async #attempt(
    profile: ScanProfile,
    onProgress: (progress: ScanProgress) => void,
    signal: AbortSignal,
  ): Promise<ScannedPages> {
    const failed = (fault: ScanFault) => ({ fault, pages: [], misconfigured: false, notBegun: false, refused: null });
    if (signal.aborted) return failed('cancelled');
    const capabilities = await this.#capabilitiesFor(profile, signal);
    if (!capabilities.ok) return failed(capabilities.error);
    const onTrouble = (thrown: unknown) =>
      this.#log.event('error', 'scanner.page.failed', { reason: code(reasonOf(thrown)) });
    const { directory } = this.#options;
    const take = () => {
      const able = without(capabilities.value, this.#refused);
      return scanPages(this.#access, directory, able, profile, onProgress, onTrouble, signal);
    };
    let done = await take();
    for (let retry = 0; retry < REFUSED_OPTIONS && done.refused !== null && done.pages.length === 0; retry++) {
      this.#refused.add(done.refused);
      this.#log.event('warn', 'scanner.option.refused', { option: code(done.refused) });
      done = await take();
    }
    return done.refused === null ? done : { ...done, misconfigured: true };
  }

  /**
   * From the last look; a device that was missing then gets another one, because the citizen asks now. Where the
   * profile's source or mode is not the one the device stands at, it is asked once what it offers with these.
   */
  async #capabilitiesFor(profile: ScanProfile, signal: AbortSignal): Promise<Result<Capabilities, ScanFault>> {
    if (!this.#capabilities) {
      const found = await probe(this.#access, signal);
      if (!found.ok) return err(scanFaultOf(found.error));
      this.#capabilities = found.value;
    }
    const choice = choiceFor(profile, this.#capabilities);
    if (!choice.ok || !changesOptions(choice.value, this.#capabilities)) return ok(this.#capabilities);
    const key = JSON.stringify(choice.value);
    let known = this.#withChoice.get(key);
    if (!known) {
      const found = await probe(this.#access, signal, choice.value);
      if (!found.ok) return err(scanFaultOf(found.error));
      known = found.value;
      this.#withChoice.set(key, known);
    }
    return ok(known);
  }

  async #stopLooking(): Promise<void> {
    this.#options.clock.clearTimeout(this.#timer);
    this.#looking?.abort.abort();
    await this.#looking?.done;
  }

  #look(): void {
    if (!this.#isOpen || this.#isScanning || this.#looking) return;
    const abort = new AbortController();
    const done = this.#lookOnce(abort.signal).finally(() => {
      this.#looking = null;
      if (!this.#isOpen || this.#isScanning) return;
      const pause = this.#condition.state === 'ready' ? DELAYS.probeEvery : DELAYS.probeEveryWhileUnwell;
      this.#timer = this.#options.clock.setTimeout(() => this.#look(), pause);
    });
    this.#looking = { abort, done };
  }

  async #lookOnce(signal: AbortSignal): Promise<void> {
    const found = await probe(this.#access, signal);
    if (signal.aborted) return;
    this.#counts.probes++;
    if (found.ok) {
      this.#capabilities = found.value;
      this.#seenAt = this.#options.clock.now();
      const condition = conditionOfProbe(found.value, this.#known);
      if (condition === READY) this.#known = null;
      this.#become(condition);
    } else {
      this.#counts.probeFailures++;
      this.#capabilities = null;
      // Another device may answer to the name when it is back.
      this.#withChoice.clear();
      this.#refused.clear();
      this.#become(conditionOfFailedProbe(found.error));
    }
  }

  #become(condition: ScannerCondition): void {
    const before = this.#condition;
    this.#condition = condition;
    if (before.state === condition.state && before.reason === condition.reason) return;
    this.#log.event('info', 'scanner.state', {
      state: code(condition.state),
      reason: condition.reason === null ? null : code(condition.reason),
    });
    this.#listeners.tell(this.health());
  }
}
