import type { ComponentChildren } from 'preact';
import type { Say } from '../texts.ts';
import type { Looked } from './look.ts';

interface PageProps {
  readonly title: string;
  readonly class?: string;
  readonly children: ComponentChildren;
}

/** One page below the bar; the window has its title from the address. */
export const Page = ({ title, class: name = '', children }: PageProps) => (
  <main class={name} tabIndex={-1}>
    <h1>{title}</h1>
    {children}
  </main>
);

interface LookedAtProps<T> {
  readonly say: Say;
  readonly looked: Looked<T>;
  readonly again: () => Promise<void>;
  readonly children: (of: T) => ComponentChildren;
}

/** What the hub said, or in words why there is nothing to see: still loading, not allowed, not there, not answered. */
export function LookedAt<T>({ say, looked, again, children }: LookedAtProps<T>) {
  if (looked.kind === 'there') return <>{children(looked.of)}</>;
  if (looked.kind === 'loading')
    return (
      <p class="page-state loading" role="status">
        {say('state.loading')}
      </p>
    );
  const { status } = looked;
  if (status === 403) return <NoPermission say={say} />;
  return (
    <section class="page-state" role="alert" data-testid="state-problem">
      <h2>{say(status === 404 ? 'state.gone' : 'state.problem')}</h2>
      <p>{say(status === 404 ? 'state.gone.text' : 'state.problem.text')}</p>
      <button type="button" onClick={() => void again()}>
        {say('state.again')}
      </button>
    </section>
  );
}

export const NoPermission = ({ say }: { readonly say: Say }) => (
  <section class="page-state" data-testid="state-no-permission">
    <h2>{say('state.no-permission')}</h2>
    <p>{say('state.no-permission.text')}</p>
  </section>
);

interface EmptyProps {
  readonly title: string;
  readonly text: string;
  readonly isGood?: boolean;
  readonly children?: ComponentChildren;
}

/** There is nothing: good news, or what to do about it. */
export const Empty = ({ title, text, isGood = false, children }: EmptyProps) => (
  <section class={`page-state ${isGood ? 'good' : ''}`} data-testid="state-empty">
    <h2>{title}</h2>
    <p>{text}</p>
    {children}
  </section>
);
