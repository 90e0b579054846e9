import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Say } from '../../texts.ts';

interface Props<T> {
  readonly say: Say;
  readonly items: readonly T[];
  readonly idOf: (item: T, at: number) => string;
  /** What a screen reader calls it. */
  readonly nameOf: (item: T, at: number) => string;
  readonly move: (from: number, to: number) => void;
  readonly isReadOnly: boolean;
  readonly class?: string;
  readonly children: (item: T, at: number) => ComponentChildren;
  readonly testId?: string;
}

/** A list whose order is changed by dragging, or by the buttons of each part. */
export function Movable<T>({ say, items, idOf, nameOf, move, isReadOnly, children, testId, ...rest }: Props<T>) {
  const list = useRef<HTMLOListElement>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const [told, setTold] = useState('');
  const focus = useRef<string | null>(null);
  const direction = useRef<'up' | 'down'>('up');
  useEffect(() => {
    if (focus.current === null) return;
    const row = list.current?.querySelector(`[data-row="${CSS.escape(focus.current)}"]`);
    // What was moved has left the keyboard behind: the same button has it again, or the other at an end of the list.
    const buttons = [...(row?.querySelectorAll<HTMLButtonElement>(':scope > .move button') ?? [])];
    if (direction.current === 'down') buttons.reverse();
    buttons.find((button) => !button.disabled)?.focus();
    focus.current = null;
  });
  const to = (item: T, from: number, at: number) => {
    focus.current = idOf(item, from);
    direction.current = at < from ? 'up' : 'down';
    move(from, at);
    setTold(say('offer.moved', { name: nameOf(item, from), n: at + 1 }));
  };
  return (
    <>
      <ol ref={list} class={`movable ${rest.class ?? ''}`} data-testid={testId}>
        {items.map((item, at) => {
          const id = idOf(item, at);
          const name = nameOf(item, at);
          return (
            <li
              key={id}
              data-row={id}
              class={over === at && dragged !== null ? 'over' : ''}
              onDragOver={(event) => {
                if (dragged === null) return;
                event.preventDefault();
                setOver(at);
              }}
              onDrop={(event) => {
                event.preventDefault();
                if (dragged !== null && dragged !== at) move(dragged, at);
                setDragged(null);
                setOver(null);
              }}
            >
              {!isReadOnly && (
                <span class="move">
                  <span
                    class="handle"
                    aria-hidden="true"
                    draggable
                    onDragStart={(event) => {
                      event.dataTransfer?.setData('text/plain', id);
                      const row = event.currentTarget.closest('li');
                      if (row) event.dataTransfer?.setDragImage(row, 0, 0);
                      setDragged(at);
                    }}
                    onDragEnd={() => {
                      setDragged(null);
                      setOver(null);
                    }}
                  >
                    ⠿
                  </span>
                  <button
                    type="button"
                    class="second"
                    disabled={at === 0}
                    aria-label={say('offer.up', { name })}
                    title={say('offer.up', { name })}
                    onClick={() => to(item, at, at - 1)}
                  >
                    ↑
                  </button>
                  <button
                    type="button"
                    class="second"
                    disabled={at === items.length - 1}
                    aria-label={say('offer.down', { name })}
                    title={say('offer.down', { name })}
                    onClick={() => to(item, at, at + 1)}
                  >
                    ↓
                  </button>
                </span>
              )}
              {children(item, at)}
            </li>
          );
        })}
      </ol>
      <p class="vh" role="status">
        {told}
      </p>
    </>
  );
}
