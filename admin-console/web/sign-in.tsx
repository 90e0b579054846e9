import { useEffect, useState } from 'preact/hooks';
import { ACCESS_ROUTES, OIDC_REFUSALS, type OidcRefusal } from '../contract/access/access.ts';
import { ask } from './hub-client.ts';
import { type PasskeyQuestion, usePasskey } from './passkeys.ts';
import type { SignedOutWhy } from './session.ts';
import type { Say } from './texts.ts';

interface Props {
  readonly why: SignedOutWhy;
  readonly say: Say;
  readonly onSignedIn: () => void;
}
type PasskeyProblem = 'passkey-refused' | 'passkey-copied' | 'passkey-cancelled' | 'passkey-unsupported';
type Problem = { readonly key: 'wrong' | 'locked' | 'failed' | PasskeyProblem | OidcRefusal; readonly minutes: number };
/** What the hub says of how one can sign in. */
interface Ways {
  readonly passkeys: boolean;
  readonly providers: readonly { readonly id: string; readonly name: string }[];
}

/** Name, password and code at once: what of them was wrong is nobody's to know. */
export function SignIn({ why, say, onSignedIn }: Props) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isAsking, setAsking] = useState(false);
  const [ways, setWays] = useState<Ways>({ passkeys: false, providers: [] });

  useEffect(() => {
    void ask('GET', ACCESS_ROUTES.signIn).then(({ status, body }) => status === 200 && setWays(body as Ways));
  }, []);

  function fail(status: number, retryAfter: number, otherwise: Problem['key']) {
    setAsking(false);
    const key = status === 429 ? 'locked' : status === 0 || status >= 500 ? 'failed' : otherwise;
    setProblem({ key, minutes: minutesOf(retryAfter) });
  }

  async function withPasskey() {
    setAsking(true);
    setProblem(null);
    const question = await ask('POST', ACCESS_ROUTES.passkeyChallenge, {});
    if (question.status !== 200) return fail(question.status, question.retryAfter, 'failed');
    const { challenge, options } = question.body as PasskeyQuestion;
    const outcome = await usePasskey({ challenge, options });
    if (typeof outcome === 'string')
      return fail(200, 0, outcome === 'not-supported' ? 'passkey-unsupported' : 'passkey-cancelled');
    const { credential } = outcome;
    const { status, body, retryAfter } = await ask('POST', ACCESS_ROUTES.signInPasskey, { challenge, credential });
    if (status === 200) return onSignedIn();
    fail(
      status,
      retryAfter,
      (body as { reason?: string } | null)?.reason === 'passkey-copied' ? 'passkey-copied' : 'passkey-refused',
    );
  }

  async function goTo(provider: string) {
    setAsking(true);
    setProblem(null);
    const { status, body, retryAfter } = await ask('POST', ACCESS_ROUTES.signInOidc(provider), {});
    const { address, reason } = (body ?? {}) as { address?: string; reason?: string };
    if (status === 200 && address !== undefined) return location.assign(address);
    const known = OIDC_REFUSALS.find((each) => each === reason);
    // A provider that is down is no failure of the hub, whatever the status.
    fail(known ? 200 : status, retryAfter, known ?? 'failed');
  }

  async function signIn(event: SubmitEvent) {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    setAsking(true);
    setProblem(null);
    const { status, retryAfter } = await ask('POST', ACCESS_ROUTES.signInPassword, Object.fromEntries(form));
    if (status === 200) return onSignedIn();
    fail(status, retryAfter, status === 401 ? 'wrong' : 'failed');
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
          {problem && problem.key !== 'locked' && say(wordsOf(problem.key))}
        </p>
        <button type="submit" disabled={isAsking}>
          {say('sign-in.button')}
        </button>
      </form>
      {(ways.passkeys || ways.providers.length > 0) && (
        <ul class="providers">
          {ways.passkeys && (
            <li>
              <button type="button" class="second" disabled={isAsking} onClick={withPasskey} data-testid="with-passkey">
                {say('sign-in.passkey')}
              </button>
            </li>
          )}
          {ways.providers.map(({ id, name }) => (
            <li key={id}>
              <button type="button" class="second" disabled={isAsking} onClick={() => goTo(id)}>
                {say('sign-in.with', { name })}
              </button>
            </li>
          ))}
        </ul>
      )}
      <p class="lost">{say('sign-in.lost')}</p>
    </main>
  );
}

const minutesOf = (seconds: number): number => Math.max(1, Math.ceil(seconds / 60));
const wordsOf = (key: Exclude<Problem['key'], 'locked'>): string =>
  key.startsWith('oidc-') ? `sign-in.why.${key}` : `sign-in.${key}`;

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
