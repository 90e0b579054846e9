import { render } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import './style.css';
import { useChosenTenant } from './frame/chosen-tenant.ts';
import { useLanguage } from './frame/language.ts';
import { PagesOfSection, Sections, SkipToContent, TenantSwitch } from './frame/navigation.tsx';
import { Pages } from './pages.tsx';
import { hrefOf, usePlace } from './router.ts';
import { useSession } from './session.ts';
import { SignIn } from './sign-in.tsx';
import { texts } from './texts.ts';

function App() {
  const [language, setLanguage] = useLanguage();
  const { state, look, signOut, isByLink } = useSession();
  const [isLater, setLater] = useState(false);
  const place = usePlace();
  const say = useMemo(() => texts(language), [language]);
  const session = state.kind === 'in' ? state.session : null;
  const [tenant, chooseTenant] = useChosenTenant(session?.tenants ?? [], place);
  useEffect(() => {
    document.documentElement.lang = language;
    // Ids of other things than terminals are not for people.
    const id = place.page === 'terminal' ? place.id : null;
    const page = session ? [id, say(`page.${place.page}`)] : [say('sign-in.title')];
    document.title = [...page, say('title'), say('product')].filter(Boolean).join(' · ');
  }, [say, place, session !== null]);
  return (
    <>
      {session && <SkipToContent say={say} />}
      <header class="bar">
        <strong>{say('product')}</strong>
        <span>{say('title')}</span>
        {session && <Sections say={say} page={place.page} session={session} />}
        {session && <TenantSwitch say={say} session={session} tenant={tenant} onTenant={chooseTenant} />}
        <button type="button" class="quiet" onClick={() => setLanguage(language === 'de' ? 'en' : 'de')}>
          {say('language')}
        </button>
        {session && (
          <button
            type="button"
            class="quiet"
            title={say('account.name', { name: session.name })}
            onClick={signOut}
            data-testid="sign-out"
          >
            {say('sign-out')}
          </button>
        )}
      </header>
      {session && <PagesOfSection say={say} page={place.page} session={session} />}
      {session && isByLink && !isLater && place.page !== 'account' && (
        <p class="notice by-link" role="status" data-testid="by-link">
          {say('by-link')} <a href={hrefOf('account')}>{say('page.account')}</a>{' '}
          <button type="button" class="second" onClick={() => setLater(true)}>
            {say('by-link.later')}
          </button>
        </p>
      )}
      {state.kind === 'out' && <SignIn why={state.why} say={say} onSignedIn={() => void look('none')} />}
      {session && (
        <Pages
          language={language}
          say={say}
          session={session}
          tenant={tenant}
          chooseTenant={chooseTenant}
          place={place}
          look={look}
          signOut={signOut}
        />
      )}
    </>
  );
}

const root = document.getElementById('app');
if (root) render(<App />, root);
