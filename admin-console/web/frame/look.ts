import { useEffect, useRef, useState } from 'preact/hooks';
import { BY_ITSELF } from '../../contract/access/access.ts';
import type { Live } from './live.ts';

/** What a part of a page shows: nothing yet, what the hub said, or why it said nothing (status 0: not reached). */
export type Looked<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'there'; readonly of: T }
  | { readonly kind: 'failed'; readonly status: number };

/** What the stream does not tell (an alert that is old enough now) is asked for this often, in milliseconds. */
export const LOOK_AGAIN = 5_000;
/** Changes within so many milliseconds lead to one question, and a fleet in which something always changes to no more. */
const TOGETHER = 300;
const AT_MOST_EVERY = 2_000;

export interface LookOptions {
  /** Asks again when rows change there. */
  readonly onRows?: Live['onRows'] | undefined;
  /** Which changes matter; all if left out. */
  readonly matters?: (id: string) => boolean;
  /** Milliseconds; `null`: not by itself. */
  readonly every?: number | null;
}

/**
 * Asks the hub and keeps what it said up to date. What was there stays while it is asked for again, or cannot be.
 * @param path `null`: nothing is asked; @returns what is there, and how to ask again now
 */
export function useLook<T>(
  path: string | null,
  { onRows, matters, every = null }: LookOptions = {},
): readonly [Looked<T>, () => Promise<void>] {
  const [looked, setLooked] = useState<Looked<T>>({ kind: 'loading' });
  const now = useRef({ path, matters });
  now.current = { path, matters };

  async function look(): Promise<void> {
    if (path === null) return;
    const { status, body } = await get(path);
    // Meanwhile somebody may have chosen something else.
    if (now.current.path !== path) return;
    if (status === 200) setLooked({ kind: 'there', of: body as T });
    else setLooked((before) => (before.kind === 'there' && status === 0 ? before : { kind: 'failed', status }));
  }

  useEffect(() => {
    setLooked({ kind: 'loading' });
    void look();
  }, [path]);
  useEffect(() => {
    if (path === null || every === null) return;
    const timer = setInterval(() => document.visibilityState === 'visible' && void look(), every);
    return () => clearInterval(timer);
  }, [path, every]);
  useEffect(() => {
    if (!onRows || path === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let askedAt = Number.NEGATIVE_INFINITY;
    const stop = onRows((rows) => {
      if (rows && !rows.some(({ id }) => now.current.matters?.(id) ?? true)) return;
      if (timer !== undefined) return;
      const wait = Math.max(TOGETHER, askedAt + AT_MOST_EVERY - performance.now());
      timer = setTimeout(() => {
        timer = undefined;
        askedAt = performance.now();
        void look();
      }, wait);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [path, onRows]);
  return [looked, look];
}

/** A page that looks on keeps no session open: the hub is told. */
export async function get(path: string): Promise<{ readonly status: number; readonly body: unknown }> {
  try {
    const answer = await fetch(path, { headers: BY_ITSELF });
    return { status: answer.status, body: await answer.json().catch(() => null) };
  } catch {
    return { status: 0, body: null };
  }
}
