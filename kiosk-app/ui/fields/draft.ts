import { useLayoutEffect, useState } from 'preact/hooks';
import { useView } from '../view.ts';

/** What was typed and no snapshot has shown yet, oldest first. */
type Unconfirmed = readonly string[];

/**
 * The session answers every edit, in order, by a snapshot that has it. A value that was never typed here comes from
 * elsewhere (a code that was read, a list that was cleared), and then what was typed before counts no more.
 */
function confirmedBy(unconfirmed: Unconfirmed, value: string): Unconfirmed {
  return unconfirmed.slice(unconfirmed.indexOf(value) + 1 || unconfirmed.length);
}

interface Draft {
  readonly shown: string;
  readonly isConfirmed: boolean;
  type(value: string): void;
}

/**
 * What is typed stands there at once and stays until the session has it, however long that takes and wherever the
 * focus is meanwhile. What was not confirmed when the link broke is gone: the screen never shows more than the session
 * knows.
 */
export function useDraft(value: string): Draft {
  const { isLive } = useView();
  const [unconfirmed, setUnconfirmed] = useState<Unconfirmed>([]);
  useLayoutEffect(() => setUnconfirmed((now) => confirmedBy(now, value)), [value]);
  useLayoutEffect(() => {
    if (!isLive) setUnconfirmed([]);
  }, [isLive]);
  return {
    shown: unconfirmed.at(-1) ?? value,
    isConfirmed: unconfirmed.length === 0,
    type: (typed) => setUnconfirmed((now) => [...now, typed]),
  };
}
