import { useEffect, useState } from 'preact/hooks';
import { ask, type HubAnswer } from './hub-client.ts';
import type { Say } from './texts.ts';

/** What a list shows: nothing yet, what the hub said, or why it said nothing. */
export type Loaded<T> = { readonly kind: 'loading' } | { readonly kind: 'there'; readonly of: T } | Failed;
interface Failed {
  readonly kind: 'failed';
  readonly answer: HubAnswer;
}

/** @param path `null`: nothing is asked; @returns what is there, and how to ask again */
export function useHub<T>(path: string | null): readonly [Loaded<T>, () => Promise<void>] {
  const [loaded, setLoaded] = useState<Loaded<T>>({ kind: 'loading' });
  const [again] = useState(() => ({ path }));
  again.path = path;
  async function look(): Promise<void> {
    if (path === null) return;
    const answer = await ask('GET', path);
    // Meanwhile somebody may have chosen another tenant.
    if (again.path !== path) return;
    setLoaded(answer.status === 200 ? { kind: 'there', of: answer.body as T } : { kind: 'failed', answer });
  }
  useEffect(() => {
    setLoaded({ kind: 'loading' });
    void look();
  }, [path]);
  return [loaded, look];
}

/** What an act could not do, in words: by its reason where there are words for it. */
export function problemOf({ status, body }: HubAnswer, say: Say): string {
  const reason = (body as { reason?: string } | null)?.reason ?? '';
  if (status === 0 || status >= 500) return say('problem.unreachable');
  return say.has(`problem.${reason}`) ? say(`problem.${reason}`) : say('problem.refused', { reason });
}
