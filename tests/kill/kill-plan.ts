import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';

/** Where in the process: the act has not begun, has been done, or (for a network call) is sent and not answered. */
export type When = 'before' | 'sent' | 'after';

/** A boundary the code crosses: the `count`-th time it crosses one of this name since the plan was made. */
export interface Point {
  readonly name: string;
  readonly when: When;
  readonly count: number;
}

/** What the preloaded modules in the terminal's processes are told. A new plan begins all counts anew. */
export interface Plan {
  readonly killAt: Point | null;
  /** Every boundary is appended here, one line each; `null`: nowhere. */
  readonly trace: string | null;
  /** What listens on which port of the simulated world. */
  readonly ports: Readonly<Record<string, 'zvt' | 'escpos' | 'http'>>;
  /** Milliseconds by which the wall clock is wrong. */
  readonly clockShift: number;
}

export const PLAN_VARIABLE = 'BT_TEST_KILL_PLAN';
export const NO_PLAN: Plan = { killAt: null, trace: null, ports: {}, clockShift: 0 };

export const textOf = ({ name, when, count }: Point): string => `${when} ${name} #${count}`;

/** Whole or not at all, and with another identity each time: a reader sees that it changed. */
export function writePlan(file: string, plan: Plan): void {
  writeFileSync(`${file}.new`, JSON.stringify(plan), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** Reads the plan again whenever it has changed. `onNew` is called before the first use of another plan. */
export function planReader(file: string | undefined, onNew: (plan: Plan) => void): () => Plan {
  let seen = '';
  let plan = NO_PLAN;
  return () => {
    if (file === undefined) return plan;
    const found = statSync(file, { bigint: true, throwIfNoEntry: false });
    const state = found ? `${found.ino} ${found.mtimeNs}` : '';
    if (state === seen) return plan;
    seen = state;
    if (!found) return plan;
    plan = JSON.parse(readFileSync(file, 'utf8')) as Plan;
    onNew(plan);
    return plan;
  };
}
