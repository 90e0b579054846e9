import { appendFileSync } from 'node:fs';
import { roleOf } from '../../headless/preload/process-role.ts';
import { PLAN_VARIABLE, type Plan, planReader, type When } from '../kill-plan.ts';

const counts = new Map<string, number>();
const listeners = new Set<(plan: Plan) => void>();
const read = planReader(process.env[PLAN_VARIABLE], (plan) => {
  counts.clear();
  for (const listener of listeners) listener(plan);
});
const children = new Set<number>();
const role = roleOf(process.argv[1]);

export const currentPlan = read;
export const onPlan = (listener: (plan: Plan) => void): void => void listeners.add(listener);

/** They die with the terminal, as the init system sees to it. */
export function rememberChild(pid: number | undefined): void {
  if (pid !== undefined) children.add(pid);
}

/** The process stands at a boundary now. Does not return if the plan says that it ends here. */
export function reach(name: string, when: When): void {
  const plan = read();
  if (plan.trace === null && plan.killAt === null) return;
  const key = `${when} ${name}`;
  const count = (counts.get(key) ?? 0) + 1;
  counts.set(key, count);
  const isLast = plan.killAt?.name === name && plan.killAt.when === when && plan.killAt.count === count;
  if (plan.trace !== null)
    appendFileSync(plan.trace, `${JSON.stringify({ role, name, when, count, ...(isLast ? { killed: true } : {}) })}\n`);
  if (isLast) die();
}

/** SIGKILL for the whole terminal, this process last: it stands at the boundary and must not cross it. */
function die(): never {
  if (role === 'driver') signal(process.ppid);
  for (const pid of children) signal(pid);
  process.kill(process.pid, 'SIGKILL');
  // Not reached: the signal is delivered before kill(2) returns to the process that sent it to itself.
  for (;;);
}

function signal(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // ESRCH: gone already.
  }
}
