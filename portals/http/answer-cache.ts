import type { Clock } from '../../foundation/clock.ts';
import type { Result } from '../../foundation/result.ts';

/** Answers of a portal, in memory only: what people in this town hall asked for is on no disk. */
export interface AnswerCache<T, E> {
  /** A fresh answer, else what `ask` brings; while that fails in a way that passes, an answer of at most `staleAtMost`. */
  get(key: string, ask: () => Promise<Result<T, E>>): Promise<Result<T, E>>;
  forget(key: string): void;
}

export interface AnswerCacheOptions<E> {
  readonly clock: Clock;
  /** Whether it may be over in a moment. */
  readonly passes: (failure: E) => boolean;
  /** Milliseconds in which an answer is given again without asking. */
  readonly fresh: number;
  readonly staleAtMost: number;
  /** Answers kept, the oldest leave first. */
  readonly kept: number;
}

export function createAnswerCache<T, E>(options: AnswerCacheOptions<E>): AnswerCache<T, E> {
  const { clock, passes, fresh, staleAtMost } = options;
  const kept = new Map<string, { readonly answer: Result<T, E>; readonly at: number }>();

  function keep(key: string, answer: Result<T, E>): void {
    kept.delete(key);
    kept.set(key, { answer, at: clock.monotonic() });
    const [oldest] = kept.keys();
    if (kept.size > options.kept && oldest !== undefined) kept.delete(oldest);
  }

  return {
    async get(key, ask) {
      const held = kept.get(key);
      const age = held ? clock.monotonic() - held.at : Number.POSITIVE_INFINITY;
      if (held && age < fresh) return held.answer;
      const answer = await ask();
      if (answer.ok) keep(key, answer);
      else if (held && passes(answer.error) && age < staleAtMost) return held.answer;
      else kept.delete(key);
      return answer;
    },
    forget: (key) => void kept.delete(key),
  };
}
