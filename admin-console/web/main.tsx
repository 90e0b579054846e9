import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { SessionView } from '../contract/access.ts';
import { Alerts, Notes } from './alerts.tsx';
import { needsAttention, openMessages } from './attention.ts';
import { Enrol } from './enrol.tsx';
import { useFleet } from './fleet.ts';
import { HelpCalls } from './help-calls.tsx';
import { Lazy } from './lazy.tsx';
import { hrefOf, type PageName, usePage } from './router.ts';
import { type SessionHook, useSession } from './session.ts';
import { SignIn } from './sign-in.tsx';
import './style.css';
import { TerminalCard } from './terminal-card.tsx';
import { type ConsoleLanguage, type Say, texts } from './texts.ts';

function App() {
  const [language, setLanguage] = useState<ConsoleLanguage>('de');
  const { state, look, signOut } = useSession();
  const say = texts(language);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = `${say('product')} · ${say('title')}`;
  }, [language, say]);
  return (
    <>
      <header class="bar">
        <strong>{say('product')}</strong>
        <span>{say('title')}</span>
        {state.kind === 'in' && <Navigation say={say} session={state.session} />}
        <button type="button" class="quiet" onClick={() => setLanguage(language === 'de' ? 'en' : 'de')}>
          {say('language')}
        </button>
        {state.kind === 'in' && (
          <button type="button" class="quiet" onClick={signOut} data-testid="sign-out">
            {say('sign-out', { name: state.session.name })}
          </button>
        )}
      </header>
      {state.kind === 'out' && <SignIn why={state.why} say={say} onSignedIn={() => void look('none')} />}
      {state.kind === 'in' && (
        <Pages language={language} say={say} session={state.session} look={look} signOut={signOut} />
      )}
    </>
  );
}

interface PagesProps {
  readonly language: ConsoleLanguage;
  readonly say: Say;
  readonly session: SessionView;
  readonly look: SessionHook['look'];
  readonly signOut: SessionHook['signOut'];
}

/** Fetched when somebody opens them. */
const loadAccount = () => import('./account/account-page.tsx').then(({ AccountPage }) => AccountPage);
const loadPeople = () => import('./people/people-page.tsx').then(({ PeoplePage }) => PeoplePage);
const loadKeys = () => import('./people/keys-page.tsx').then(({ KeysPage }) => KeysPage);

function Pages({ language, say, session, look, signOut }: PagesProps) {
  const page = usePage();
  const { way, startedAt } = session;
  switch (page) {
    case 'terminals':
      return <Terminals language={language} say={say} onRefused={() => void look('ended')} />;
    case 'account':
      return (
        <Lazy
          key={page}
          say={say}
          load={loadAccount}
          props={{ say, language, way, startedAt, onSignInAgain: () => void signOut() }}
        />
      );
    case 'people':
      return <Lazy key={page} say={say} load={loadPeople} props={{ say, session }} />;
    case 'keys':
      return <Lazy key={page} say={say} load={loadKeys} props={{ say, language, session }} />;
  }
}

function Navigation({ say, session }: { readonly say: Say; readonly session: SessionView }) {
  const page = usePage();
  const managesAccess = session.grants.some(({ permissions }) => permissions.includes('access.manage'));
  const pages: readonly PageName[] = ['terminals', ...(managesAccess ? (['people', 'keys'] as const) : []), 'account'];
  return (
    <nav aria-label={say('navigation')}>
      {pages.map((name) => (
        <a key={name} href={hrefOf(name)} aria-current={name === page ? 'page' : undefined}>
          {say(`page.${name}`)}
        </a>
      ))}
    </nav>
  );
}

interface TerminalsProps {
  readonly language: ConsoleLanguage;
  readonly say: Say;
  readonly onRefused: () => void;
}

function Terminals({ language, say, onRefused }: TerminalsProps) {
  const { terminals, connected } = useFleet(onRefused);
  const online = terminals?.filter((t) => t.online).length ?? 0;
  const alerts = terminals?.reduce((sum, t) => sum + openMessages(t), 0) ?? 0;
  const attention = terminals?.filter(needsAttention).length ?? 0;
  return (
    <main>
      <p class={`notice ${connected ? 'hidden' : ''}`} role="status">
        {connected ? '' : say('reconnecting')}
      </p>
      {terminals && <HelpCalls terminals={terminals} say={say} language={language} />}
      {terminals && <Alerts terminals={terminals} say={say} language={language} />}
      <h1>{say('terminals')}</h1>
      {terminals && (
        <ul class="summary">
          <li>
            <b>{online}</b> {say.count('summary.online', online)}
          </li>
          <li>
            <b>{terminals.length - online}</b> {say.count('summary.offline', terminals.length - online)}
          </li>
          <li class={attention > 0 ? 'attention' : ''}>
            <b>{attention}</b> {say.count('summary.attention', attention)}
          </li>
          <li class={alerts > 0 ? 'attention' : ''} data-testid="alert-count">
            <b>{alerts}</b> {say.count('summary.alerts', alerts)}
          </li>
        </ul>
      )}
      <div class="cards" data-testid="terminals">
        {terminals?.map((terminal) => (
          <TerminalCard key={terminal.id} terminal={terminal} say={say} language={language} />
        ))}
      </div>
      {terminals?.length === 0 && (
        <section class="empty">
          <h2>{say('empty.title')}</h2>
          <p>{say('empty.text')}</p>
        </section>
      )}
      {terminals && <Notes terminals={terminals} say={say} language={language} />}
      <Enrol say={say} />
    </main>
  );
}

const root = document.getElementById('app');
if (root) render(<App />, root);
