import { ACCESS_ROUTES, type AccountView } from '../../contract/access/access.ts';
import { problemOf, useHub } from '../asking.ts';
import type { ConsoleLanguage, Say } from '../texts.ts';
import './account.css';
import { Passkeys } from './passkeys.tsx';
import { Password } from './password.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { Sessions } from './sessions.tsx';

export interface AccountProps {
  readonly say: Say;
  readonly language: ConsoleLanguage;
  /** How this session was opened. */
  readonly way: string;
  readonly startedAt: number;
  readonly onSignInAgain: () => void;
}

/** How long after signing in ways to sign in may be changed, as the hub has it, in milliseconds. */
const FRESH = 15 * 60_000;

/** One's own account: ways to sign in, and where one is signed in. */
export function AccountPage({ say, language, way, startedAt, onSignInAgain }: AccountProps) {
  const [account, look] = useHub<AccountView>(ACCESS_ROUTES.account);
  if (account.kind === 'failed')
    return (
      <main>
        <p class="notice" role="alert">
          {problemOf(account.answer, say)}
        </p>
      </main>
    );
  if (account.kind === 'loading') return <main aria-busy="true" />;
  const { name, password, passkeys, oidc, recoveryCodes } = account.of;
  const isByOrganisation = way === 'oidc';
  const isFresh = Date.now() < startedAt + FRESH;
  return (
    <main class="account">
      <h1>{say('account.title')}</h1>
      <p class="lead">{say('account.name', { name })}</p>
      {isByOrganisation && <p class="notice info">{say('account.by-organisation')}</p>}
      {!isByOrganisation && !isFresh && (
        <p class="notice info">
          {say('account.not-fresh')}{' '}
          <button type="button" class="second" onClick={onSignInAgain}>
            {say('account.sign-in-again')}
          </button>
        </p>
      )}
      {!isByOrganisation && !password && passkeys.length === 0 && (
        <p class="notice" role="status" data-testid="no-way">
          {say('account.no-way')}
        </p>
      )}
      <Passkeys say={say} language={language} passkeys={passkeys} onChanged={look} />
      <Password say={say} name={name} isSet={password} onChanged={look} />
      {password && <RecoveryCodes say={say} left={recoveryCodes} onChanged={look} />}
      {oidc.length > 0 && (
        <section class="panel">
          <h2>{say('account.oidc')}</h2>
          <p>{say('account.oidc.text', { names: oidc.join(', ') })}</p>
        </section>
      )}
      <Sessions say={say} language={language} />
    </main>
  );
}
