import { useState } from 'preact/hooks';
import { ACCESS_ROUTES } from '../contract/access.ts';
import { ask } from './hub-client.ts';
import type { SignedOutWhy } from './session.ts';
import type { Say } from './texts.ts';

interface Props {
  readonly why: SignedOutWhy;
  readonly say: Say;
  readonly onSignedIn: () => void;
}
type Problem = { readonly key: 'wrong' | 'locked' | 'failed'; readonly minutes: number };

/** Name, password and code at once: what of them was wrong is nobody's to know. */
export function SignIn({ why, say, onSignedIn }: Props) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isAsking, setAsking] = useState(false);

  async function signIn(event: SubmitEvent) {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    setAsking(true);
    setProblem(null);
    const { status, retryAfter } = await ask('POST', ACCESS_ROUTES.signInPassword, Object.fromEntries(form));
    setAsking(false);
    if (status === 200) return onSignedIn();
    const key = status === 401 ? 'wrong' : status === 429 ? 'locked' : 'failed';
    setProblem({ key, minutes: Math.max(1, Math.ceil(retryAfter / 60)) });
  }

  return (
    <main class="sign-in">
      <h1>{say('sign-in.title')}</h1>
      <p class="notice" role="status" data-testid="sign-in-why">
        {why === 'none' ? '' : say(`sign-in.why.${why}`)}
      </p>
      <form onSubmit={signIn}>
        <Field name="name" label={say('sign-in.name')} autocomplete="username" />
        <Field name="password" label={say('sign-in.password')} autocomplete="current-password" type="password" />
        <Field name="code" label={say('sign-in.code')} autocomplete="one-time-code" hint={say('sign-in.code.hint')} />
        <p class="error" role="alert" data-testid="sign-in-problem">
          {problem?.key === 'locked' && say.count('sign-in.locked', problem.minutes)}
          {problem && problem.key !== 'locked' && say(`sign-in.${problem.key}`)}
        </p>
        <button type="submit" disabled={isAsking}>
          {say('sign-in.button')}
        </button>
      </form>
      <p class="lost">{say('sign-in.lost')}</p>
    </main>
  );
}

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly autocomplete: string;
  readonly type?: 'text' | 'password';
  readonly hint?: string;
}

function Field({ name, label, autocomplete, type = 'text', hint }: FieldProps) {
  return (
    <p class="field">
      <label for={`sign-in-${name}`}>{label}</label>
      {hint && <small id={`sign-in-${name}-hint`}>{hint}</small>}
      <input
        id={`sign-in-${name}`}
        name={name}
        {...(type === 'password' ? { type } : {})}
        autocomplete={autocomplete}
        autocapitalize="none"
        spellcheck={false}
        required
        aria-describedby={hint ? `sign-in-${name}-hint` : undefined}
      />
    </p>
  );
}
