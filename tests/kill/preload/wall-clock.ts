import { currentPlan, onPlan } from './boundary.ts';

/** The wall clock as wrong as the plan says; the monotonic one stays right, as on a real machine. */
const now = Date.now.bind(Date);
let shift = currentPlan().clockShift;
onPlan((plan) => {
  shift = plan.clockShift;
});
globalThis.Date = new Proxy(Date, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [now() + shift] : args, newTarget),
  get: (target, name, receiver) => (name === 'now' ? () => now() + shift : Reflect.get(target, name, receiver)),
});
