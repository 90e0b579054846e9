import type { SimulatedClock } from '../../foundation/clock.ts';

/** Simulated time in small steps, with room between them for bytes on the loopback interface to arrive. */
export interface SteppedTime {
  /** Lets simulated time pass until the condition holds. @throws after `limit` milliseconds of simulated time */
  until(condition: () => boolean, limit?: number): Promise<void>;
  /** Lets simulated time pass, and the bytes on the way arrive. */
  pass(ms: number): Promise<void>;
  /** Lets simulated time pass until the promise settles. */
  finished<T>(promise: Promise<T>, limit?: number): Promise<T>;
}

export interface SteppedTimeOptions {
  readonly stepMs: number;
  /** Turns of the event loop after each step: more for protocols that ask and answer more often. */
  readonly turns: number;
  /** Simulated milliseconds after which a condition that does not hold is a hang. */
  readonly limit: number;
}

export function steppedTime(clock: SimulatedClock, { stepMs, turns, limit: usual }: SteppedTimeOptions): SteppedTime {
  const step = async () => {
    await clock.advance(stepMs);
    for (let i = 0; i < turns; i++) await new Promise<void>((resolve) => setImmediate(resolve));
  };
  const until = async (condition: () => boolean, limit = usual) => {
    for (let passed = 0; !condition(); passed += stepMs) {
      if (passed > limit) throw new Error(`still not so after ${limit} simulated milliseconds`);
      await step();
    }
  };
  return {
    until,
    async pass(ms) {
      for (let passed = 0; passed < ms; passed += stepMs) await step();
    },
    async finished(promise, limit) {
      let isDone = false;
      const done = () => {
        isDone = true;
      };
      promise.then(done, done);
      await until(() => isDone, limit);
      return promise;
    },
  };
}
