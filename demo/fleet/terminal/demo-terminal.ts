import { randomUUID } from 'node:crypto';
import type { Alert } from '../../../fleet-link/contract.ts';
import { PAPER_METERS } from '../../../fleet-link/paper-meters.ts';
import type { Clock, Timer } from '../../../foundation/clock.ts';
import { code } from '../../../foundation/log.ts';
import { createRandom, type Random, seedOf } from '../../../foundation/random.ts';
import type { Configuration } from '../../../kiosk-app/terminal/configuration/config.ts';
import { DELAYS as TERMINAL_DELAYS } from '../../../kiosk-app/terminal/configuration/delays.ts';
import type { StatusBoardOptions } from '../../../kiosk-app/terminal/fleet-link/status-board.ts';
import { toldServices } from '../../../kiosk-app/terminal/fleet-link/told-services.ts';
import { DELAYS } from '../delays.ts';
import { paperOf } from '../paper.ts';
import type { PlannedTerminal } from '../planned-terminals.ts';
import { type DemoHands, demoActs } from './demo-acts.ts';
import { demoTreasury } from './demo-treasury.ts';
import { deviceReports, type Faults } from './device-reports.ts';
import { sentCounts } from './sent-counts.ts';
import { enrolFleetTerminal, type FleetTerminal, startFleetTerminal } from './simulated-terminal.ts';

interface Options {
  readonly planned: PlannedTerminal;
  readonly directory: string;
  readonly url: string;
  readonly clock: Clock;
}
type Stage = readonly [step: string, share: number];

const HOUR = 3_600_000;
/** What somebody does there, and how much of their visit it takes. */
const VISIT: readonly Stage[] = [
  ['catalogue', 0.3],
  ['service-info', 0.3],
  ['form', 0.4],
];

/** A simulated terminal: the link, commands and configuration of a real one; what it tells is made up. */
export class DemoTerminal {
  readonly id: string;
  readonly #options: Options;
  readonly #random: Random;
  readonly #faults: Map<string, { readonly state: 'faulty' | 'degraded'; readonly reason: string }> & Faults;
  #alerts: readonly Alert[];
  readonly #downPortals: readonly string[];
  readonly #paper: { used: number; onRoll: number; readonly roll: number };
  readonly #usage;
  readonly #treasury;
  readonly #startedAt: number;
  #boot = randomUUID();
  #completed: number;
  #isOpen = true;
  #run: FleetTerminal | null = null;
  #timers: Timer[] = [];

  constructor(options: Options) {
    const { planned, clock } = options;
    this.id = planned.id;
    this.#options = options;
    this.#random = createRandom(seedOf('fleet', planned.id));
    this.#paper = { ...paperOf(planned) };
    this.#completed = 200 + this.#random.below(4_000);
    this.#startedAt = clock.now() - (5 + this.#random.below(400)) * HOUR;
    this.#downPortals = planned.troubles.includes('portal-down') ? ['portal:eid-service'] : [];
    this.#faults = new Map();
    if (planned.troubles.includes('jam')) this.#faults.set('page-printer', { state: 'faulty', reason: 'media-jam' });
    if (planned.troubles.includes('paper-ends'))
      this.#faults.set('receipt-printer', { state: 'degraded', reason: 'paper-near-end' });
    this.#alerts = alertsOf(planned, clock.now());
    this.#usage = sentCounts(planned, clock);
    this.#treasury = demoTreasury(planned, () => this.#alerts, clock);
  }

  /** @throws Refusal why it was not enrolled */
  enrol(code: { readonly code: string; readonly caFingerprint: string }): Promise<void> {
    const { directory, url } = this.#options;
    return enrolFleetTerminal({ directory, terminalId: this.id, url }, code);
  }

  /** Starts, and starts anew with each version of the configuration that it takes. */
  start(): void {
    const { planned, directory, url, clock } = this.#options;
    const run = startFleetTerminal({
      ...{ directory, terminalId: this.id, url, delays: TERMINAL_DELAYS },
      run: { run: randomUUID(), boot: this.#boot },
      acts: demoActs(this.#hands(), clock, this.#random),
      told: (configuration) => this.#told(configuration),
      link: { usage: this.#usage, treasury: this.#treasury, site: planned.place.id },
      random: () => this.#random.below(1_000) / 1_000,
    });
    this.#run = run;
    if (!this.#isOpen) run.shown.moveTo(run.shown.id ?? '', 'out-of-service', null);
    void run.restarts.then(() => {
      if (this.#run === run) this.start();
    });
  }

  stop(): void {
    const { clock } = this.#options;
    for (const timer of this.#timers.splice(0)) clock.clearTimeout(timer);
    const run = this.#run;
    this.#run = null;
    run?.stop();
  }

  get isLinked(): boolean {
    return this.#run?.isLinked() ?? false;
  }

  /** Somebody steps up, and goes after a while. */
  visit(): void {
    if (!this.#isOpen || this.#run?.shown.isIdle() !== true) return;
    let at = 0;
    for (const [step, share] of VISIT) {
      this.#later(at, () => this.#move(step));
      at += share * DELAYS.visitLasts;
    }
    this.#later(at, () => {
      this.#completed++;
      this.#usePaper(this.#random.below(2) * 170);
      this.#move('attract');
    });
  }

  /** Somebody there calls for help, and gives up after a while. */
  callForHelp(): void {
    const run = this.#run;
    const session = run?.shown.id;
    if (!run || !session) return;
    run.help.call(session);
    this.#later(DELAYS.helpStands, () => run.help.end(session));
  }

  #told({ services, texts }: Configuration): Partial<StatusBoardOptions> {
    const { planned, clock } = this.#options;
    const told = toldServices(services, texts, { wallet: false, link: false, online: false });
    const portals = [...told.flatMap((one) => [...one.portals, ...one.wished]), ...this.#downPortals];
    return {
      version: planned.software,
      startedAt: this.#startedAt,
      services: told,
      devices: () => deviceReports(this.#faults, clock.now()),
      portals: () =>
        Object.fromEntries(portals.map((name) => [name, this.#downPortals.includes(name) ? 'down' : 'up'])),
      alerts: () => this.#alerts,
      outbox: () => ({ waiting: 0, unclear: this.#alerts.filter(({ kind }) => kind === 'payment-unclear').length }),
      counts: () => ({
        'session.completed': this.#completed,
        [PAPER_METERS.used]: this.#paper.used,
        [PAPER_METERS.onRoll]: this.#paper.onRoll,
        [PAPER_METERS.roll]: this.#paper.roll,
      }),
    };
  }

  #hands(): DemoHands {
    const { planned } = this.#options;
    return {
      faults: this.#faults,
      place: planned.place.name,
      downPortals: this.#downPortals,
      repair: (device) => {
        this.#faults.delete(device);
        if (device === 'receipt-printer') this.#paper.onRoll = 0;
        this.#run?.changed();
      },
      settle: (alertId) => {
        const isThere = this.#alerts.some(({ id }) => id === alertId);
        this.#alerts = this.#alerts.filter(({ id }) => id !== alertId);
        this.#run?.changed();
        return isThere;
      },
      usePaper: (millimetres) => this.#usePaper(millimetres),
      setOpen: (isOpen) => {
        this.#isOpen = isOpen;
        this.#move(isOpen ? 'attract' : 'out-of-service');
      },
      restart: (withMachine) => {
        this.stop();
        if (withMachine) this.#boot = randomUUID();
        this.#later(withMachine ? DELAYS.backAfterMachine : DELAYS.backAfter, () => this.start());
      },
    };
  }

  #move(step: string): void {
    const run = this.#run;
    const session = run?.shown.id;
    if (!run || !session) return;
    run.shown.moveTo(session, step, null);
    const isOver = step === 'attract';
    run.log.event('info', isOver ? 'session.finished' : 'session.shown', {
      session: code(session),
      ...(isOver && { kind: code('ended') }),
    });
  }

  #usePaper(millimetres: number): void {
    this.#paper.used += millimetres;
    this.#paper.onRoll = Math.min(this.#paper.roll, this.#paper.onRoll + millimetres);
    this.#run?.changed();
  }

  #later(ms: number, act: () => void): void {
    this.#timers.push(this.#options.clock.setTimeout(act, ms));
  }
}

function alertsOf({ id, troubles }: PlannedTerminal, now: number): Alert[] {
  const alert = (kind: Alert['kind'], hours: number, reason: string | null): Alert => ({
    ...{ id: `${kind}-${id}`, kind, since: now - hours * HOUR, packageId: null, reason },
  });
  return [
    ...(troubles.includes('payment-unclear') ? [alert('payment-unclear', 3, 'device-gone')] : []),
    ...(troubles.includes('unknown-keyboard') ? [alert('unknown-keyboard', 1, '046d:c31c')] : []),
    ...(troubles.includes('fee-due') ? [alert('fee-due', 30, null)] : []),
  ];
}
