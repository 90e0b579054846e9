import { copyFileSync, existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { delay, systemClock } from '../../foundation/clock.ts';
import { Refusal } from '../../foundation/errors.ts';
import { where } from '../headless/screen-name.ts';
import { type HeadlessOptions, type HeadlessStack, startHeadless } from '../headless/stack.ts';
import type { Visit } from '../headless/visit.ts';
import { DELAYS } from './delays.ts';
import { type Judgement, judge } from './invariants.ts';
import { NO_PLAN, PLAN_VARIABLE, type Plan, writePlan } from './kill-plan.ts';
import { books, collectPapers, evidenceOf, type Testimony } from './observed-visits.ts';
import type { Scenario } from './scenarios.ts';
import { withRefunding, writeServices } from './test-services.ts';

/** One terminal in one world, killed many times: people, witnesses and verdicts of the whole run. */
export interface Ground {
  readonly directory: string;
  readonly stack: HeadlessStack;
  readonly visits: readonly Testimony[];
  plan(plan: Partial<Plan>): void;
  /** A visit from its first touch; `null` while it goes on. Never throws for what happens. */
  visit(scenario: Scenario, signal?: AbortSignal): Promise<Visit>;
  /** A screen that people can use stands there. @throws Refusal `not-up` */
  usable(): Promise<void>;
  /** Payment terminal and printer are reached; after a while it does not wait for them any more. */
  devices(): Promise<void>;
  /** Nothing is under way any more. @returns what still is, if it never ends; empty: settled */
  settled(within?: number): Promise<readonly string[]>;
  judge(): Judgement;
  /** Keeps what the terminal wrote for whoever looks into an example. @returns where */
  keep(name: string, what: object): string;
  close(): Promise<void>;
}

export async function openGround(directory: string, options: Omit<HeadlessOptions, 'directory'> = {}): Promise<Ground> {
  const root = resolve(directory);
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true, mode: 0o700 });
  const planFile = join(root, 'plan.json');
  const ports: Record<string, 'zvt' | 'escpos' | 'http'> = {};
  writePlan(planFile, NO_PLAN);
  const stack = await startHeadless({
    hasWallet: true,
    ...options,
    directory: root,
    preload: [join(import.meta.dirname, 'preload/index.ts'), ...(options.preload ?? [])],
    env: { ...options.env, [PLAN_VARIABLE]: planFile },
    config: writeServices(root),
    site: async (plain) => {
      const site = withRefunding((await options.site?.(plain)) ?? plain);
      const { payment, receiptPrinter } = site.devices;
      if (payment?.protocol === 'zvt-tcp') ports[payment.port] = 'zvt';
      if (receiptPrinter?.protocol === 'escpos-tcp') ports[receiptPrinter.port] = 'escpos';
      for (const url of [
        site.portals.fitConnect.submissionApi,
        site.portals.billRegister?.url ?? '',
        site.portals.paymentPortal?.url ?? '',
      ])
        ports[new URL(url).port] = 'http';
      return site;
    },
  });
  const papers = collectPapers(stack.world);
  const visits: Testimony[] = [];
  const until = async (holds: () => boolean, within: number): Promise<boolean> => {
    const end = systemClock.monotonic() + within;
    while (!holds()) {
      if (systemClock.monotonic() > end) return false;
      await delay(systemClock, DELAYS.look);
    }
    return true;
  };
  const stands = () =>
    stack.screen.snapshot !== null && /^(attract|interrupted)/.test(where(stack.screen.snapshot.screen));

  /**
   * Compiled code is written down by processes that end in order. Those that are killed leave none, and each successor
   * would compile everything again, which no terminal in a town hall does.
   */
  const endOnceInOrder = async () => {
    const { pid } = stack.terminal;
    if (pid === null || !(await until(stands, DELAYS.usable))) return;
    await delay(systemClock, DELAYS.warmed);
    process.kill(pid, 'SIGTERM');
    await stack.terminal.ended();
  };
  await endOnceInOrder();
  // From the first start on that counts, it is known what listens where.
  writePlan(planFile, { ...NO_PLAN, ports });

  return {
    directory: root,
    stack,
    visits,
    plan: (plan) => writePlan(planFile, { ...NO_PLAN, ports, ...plan }),
    async visit(scenario, signal) {
      const number = visits.length + 1;
      const { wishes, ...known } = scenario.next(number, stack.world);
      const from = stack.world.payment.ledger().length;
      const before = visits.at(-1);
      if (before?.isShared) visits[number - 2] = { ...before, rows: { ...before.rows, to: from } };
      const isShared = scenario.hasSharedFee ?? false;
      const rows = { from: isShared ? from : 0, to: Number.POSITIVE_INFINITY };
      visits.push({ number, service: scenario.service, ...known, isShared, rows, visit: null });
      const visit = await stack.play(scenario.service, { ...wishes, ...(signal ? { signal } : {}) });
      const told = visits[number - 1];
      if (told) visits[number - 1] = { ...told, visit };
      return visit;
    },
    async usable() {
      if (!(await until(stands, DELAYS.usable))) throw new Refusal('not-up', 'no usable screen');
    },
    async devices() {
      const { payment, printer } = stack.world;
      await until(() => payment.state().registered && printer.state().connected, DELAYS.started);
    },
    async settled(within = DELAYS.settled) {
      // Whoever has a code on the telephone, and has not paid, gives up.
      const { payments } = stack.world;
      for (const { transactionId } of payments.waiting()) payments.decide(transactionId, 'CANCELED');
      let left: readonly string[] = ['never looked'];
      let seen = { state: '', at: 0 };
      const isOver = () => {
        const now = { state: stateOf(stack.terminalDirectory), at: systemClock.monotonic() };
        if (now.state === seen.state && now.at - seen.at < DELAYS.lookAnyway) return false;
        seen = now;
        left = underWay(stack.terminalDirectory);
        return left.length === 0;
      };
      return (await until(isOver, within)) ? [] : left;
    },
    judge: () => judge(visits, evidenceOf(stack.world, papers, stack.terminalDirectory)),
    keep(name, what) {
      const to = join(`${root}-examples`, name);
      mkdirSync(to, { recursive: true, mode: 0o700 });
      const evidence = evidenceOf(stack.world, papers, stack.terminalDirectory);
      writeFileSync(join(to, 'example.json'), JSON.stringify({ ...what, visits, evidence }, null, 1));
      const files = [
        ...['trace.jsonl', 'recovery.jsonl', 'logs/terminal.out'].map((name) => join(root, name)),
        ...['logs/terminal.log', 'terminal.db', 'terminal.db-wal'].map((name) => join(stack.terminalDirectory, name)),
      ];
      for (const file of files) if (existsSync(file)) copyFileSync(file, join(to, basename(file)));
      return to;
    },
    close: () => stack.stop(),
  };
}

/** Changes with every write into the books, unless two of them fall into one tick of the file system's clock. */
function stateOf(terminalDirectory: string): string {
  return ['terminal.db', 'terminal.db-wal']
    .map((name) => statSync(join(terminalDirectory, name), { bigint: true, throwIfNoEntry: false }))
    .map((found) => `${found?.size} ${found?.mtimeNs}`)
    .join(' ');
}

/** What the terminal still has to do by itself. What waits for a person has an alert and is not under way. */
function underWay(terminalDirectory: string): readonly string[] {
  const { booked, alarms, openIntents } = books(terminalDirectory);
  const told = new Set(alarms.map(({ packageId }) => packageId));
  const moving = booked.filter(
    ({ packageId, state, payment }) =>
      (!told.has(packageId) && /^(released|delivering|submitted)$/.test(state)) ||
      /^(paying|reversing)$/.test(payment) ||
      // Nobody will pay it: the session that held it has gone.
      (state === 'held' && !told.has(packageId)),
  );
  return [...openIntents, ...moving.map(({ packageId, state, payment }) => `${packageId} ${state} ${payment}`)];
}
