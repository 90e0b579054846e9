import type { ComponentChildren } from 'preact';
import type { Say } from '../texts.ts';

export interface FlowStep {
  readonly id: string;
  readonly title: string;
  /** What the live state says of it, not what somebody has clicked. */
  readonly isDone: boolean;
  readonly body: ComponentChildren;
}

interface Props {
  readonly say: Say;
  readonly steps: readonly FlowStep[];
  /** Said once every step is done. */
  readonly end: ComponentChildren;
}

/** Steps one after the other: those that are done, the one to do now with what belongs to it, and what is left. */
export function Steps({ say, steps, end }: Props) {
  const current = steps.findIndex(({ isDone }) => !isDone);
  return (
    <>
      <ol class="flow">
        {steps.map(({ id, title, isDone, body }, n) => (
          <li
            key={id}
            class={isDone ? 'done' : n === current ? 'now' : ''}
            aria-current={n === current ? 'step' : undefined}
            data-testid={`step-${id}`}
          >
            <h2>
              {title} {isDone && <span class="pill good">{say('flow.done')}</span>}
            </h2>
            {(n === current || (isDone && current === -1)) && body}
          </li>
        ))}
      </ol>
      <div role="status">
        {current === -1 && (
          <section class="page-state good" data-testid="flow-end">
            {end}
          </section>
        )}
      </div>
    </>
  );
}
