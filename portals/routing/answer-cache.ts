import type { Clock } from '../../foundation/clock.ts';
import type { Result } from '../../foundation/result.ts';
import { delays } from './delays.ts';
import { limits } from './limits.ts';

/** Answers of the routing service, in memory only: what people in this town hall asked for is on no disk. */
export interface AnswerCache<T, E> {
  /** A fresh answer, else what `ask` brings; while that fails in a way that passes, an answer of at most `delays.staleAtMost`. */
  get(key: string, ask: () => Promise<Result<T, E>>): Promise<Result<T, E>>;
}

export function createAnswerCache<T, E>(clock: Clock, passes: (failure: E) => boolean): AnswerCache<T, E> {
  const kept = new Map<string, { readonly answer: Result<T, E>; readonly at: number }>();

  function keep(key: string, answer: Result<T, E>): void {
    kept.delete(key);
    kept.set(key, { answer, at: clock.monotonic() });
    const [oldest] = kept.keys();
    if (kept.size > limits.kept && oldest !== undefined) kept.delete(oldest);
  }

  return {
    async get(key, ask) {
      const held = kept.get(key);
      const age = held ? clock.monotonic() - held.at : Number.POSITIVE_INFINITY;
      if (held && age < delays.fresh) return held.answer;
      const answer = await ask();
      if (answer.ok) keep(key, answer);
      else if (held && passes(answer.error) && age < delays.staleAtMost) return held.answer;
      else kept.delete(key);
      return answer;
    },
  };
}
