import { useEffect } from 'preact/hooks';
import type { SessionView } from '../contract/access/access.ts';
import { type Desk, may } from './frame/desk.ts';
import { useHelpCalls } from './frame/help.ts';
import { useLive } from './frame/live.ts';
import { useNames } from './frame/names.ts';
import { NoPermission, Page } from './frame/page.tsx';
import { sectionsFor } from './frame/sections.ts';
import { HelpCalls } from './help-calls.tsx';
import { Lazy } from './lazy.tsx';
import { hrefOf, type PageAddress, replacePlace } from './router.ts';
import type { SessionHook } from './session.ts';
import type { ConsoleLanguage, Say } from './texts.ts';

interface Props {
  readonly language: ConsoleLanguage;
  readonly say: Say;
  readonly session: SessionView;
  readonly tenant: string;
  readonly chooseTenant: (id: string) => void;
  readonly place: PageAddress;
  readonly look: SessionHook['look'];
  readonly signOut: SessionHook['signOut'];
}

/** Fetched when somebody opens them. */
const loadOverview = () => import('./overview/overview-page.tsx').then(({ OverviewPage }) => OverviewPage);
const loadTerminal = () => import('./terminal/terminal-page.tsx').then(({ TerminalPage }) => TerminalPage);
const loadOnCall = () => import('./on-call/on-call-page.tsx').then(({ OnCallPage }) => OnCallPage);
const loadPaper = () => import('./flows/paper-page.tsx').then(({ PaperPage }) => PaperPage);
const loadFlow = () => import('./flows/flow-page.tsx').then(({ FlowPage }) => FlowPage);
const loadInbox = () => import('./inbox/inbox-page.tsx').then(({ InboxPage }) => InboxPage);
const loadStatistics = () => import('./statistics/statistics-page.tsx').then(({ StatisticsPage }) => StatisticsPage);
const loadOffer = () => import('./offer/offer-page.tsx').then(({ OfferPage }) => OfferPage);
const loadReleases = () => import('./releases/releases-page.tsx').then(({ ReleasesPage }) => ReleasesPage);
const loadDraft = () => import('./releases/draft-page.tsx').then(({ DraftPage }) => DraftPage);
const loadRelease = () => import('./releases/release-page.tsx').then(({ ReleasePage }) => ReleasePage);
const loadTreasury = () => import('./treasury/treasury-page.tsx').then(({ TreasuryPage }) => TreasuryPage);
const loadClosing = () => import('./treasury/closing-page.tsx').then(({ ClosingPage }) => ClosingPage);
const loadPreview = () => import('./preview/preview-page.tsx').then(({ PreviewPage }) => PreviewPage);
const loadRollouts = () => import('./rollouts/rollouts-page.tsx').then(({ RolloutsPage }) => RolloutsPage);
const loadRollout = () => import('./rollouts/rollout-page.tsx').then(({ RolloutPage }) => RolloutPage);
const loadAudit = () => import('./audit/audit-page.tsx').then(({ AuditPage }) => AuditPage);
const loadRetention = () => import('./retention/retention-page.tsx').then(({ RetentionPage }) => RetentionPage);
const loadAccount = () => import('./account/account-page.tsx').then(({ AccountPage }) => AccountPage);
const loadPeople = () => import('./people/people-page.tsx').then(({ PeoplePage }) => PeoplePage);
const loadKeys = () => import('./people/keys-page.tsx').then(({ KeysPage }) => KeysPage);

/** The page that the address names, below what concerns every page. */
export function Pages({ look, ...props }: Props) {
  const { session } = props;
  const mayLook = may({ session }, 'fleet.read');
  return mayLook ? <WithLive {...props} onRefused={() => void look('ended')} /> : <OwnPages {...props} />;
}

type WithLiveProps = Omit<Props, 'look'> & { readonly onRefused: () => void };

function WithLive({ onRefused, place, signOut, ...props }: WithLiveProps) {
  const { language, say, tenant } = props;
  const live = useLive(tenant, onRefused);
  const calls = useHelpCalls(tenant, live);
  const names = useNames(tenant, language);
  const desk: Desk = { ...props, live, names };
  return (
    <>
      <aside class="above" aria-label={say('above')}>
        <p class={`notice ${live.isConnected ? 'hidden' : ''}`} role="status">
          {live.isConnected ? '' : say('reconnecting')}
        </p>
        <HelpCalls calls={calls} say={say} language={language} names={names} />
      </aside>
      <DeskPages desk={desk} place={place} signOut={signOut} />
    </>
  );
}

function DeskPages({ desk, place, signOut }: { readonly desk: Desk } & Pick<Props, 'place' | 'signOut'>) {
  const { say, language, session, tenant, chooseTenant } = desk;
  const { page, id, query } = place;
  switch (page) {
    case 'terminals':
      return <Lazy key={page} say={say} load={loadOverview} props={{ desk, query }} />;
    case 'terminal':
      return <Lazy key={`${page}/${id}`} say={say} load={loadTerminal} props={{ desk, id: id ?? '', query }} />;
    case 'on-call':
      return <Lazy key={page} say={say} load={loadOnCall} props={{ desk, query }} />;
    case 'paper':
      return <Lazy key={page} say={say} load={loadPaper} props={{ desk, query }} />;
    case 'flow':
      return (
        <Lazy
          key={`${page}/${id}/${query.get('terminal')}`}
          say={say}
          load={loadFlow}
          props={{ desk, id: id ?? '', query }}
        />
      );
    case 'inbox':
      return <Lazy key={page} say={say} load={loadInbox} props={{ desk, query }} />;
    case 'offer':
      return <Lazy key={page} say={say} load={loadOffer} props={{ desk, query }} />;
    case 'statistics':
      return <Lazy key={`${page}/${tenant}`} say={say} load={loadStatistics} props={{ desk, query }} />;
    case 'releases':
      return id === null ? (
        <Lazy key={page} say={say} load={loadReleases} props={{ desk, query }} />
      ) : (
        <Lazy key={`${page}/${id}`} say={say} load={loadDraft} props={{ desk, id }} />
      );
    case 'rollouts':
      return id === null ? (
        <Lazy key={page} say={say} load={loadRollouts} props={{ desk, query }} />
      ) : (
        <Lazy key={`${page}/${id}`} say={say} load={loadRollout} props={{ desk, id }} />
      );
    case 'release':
      return <Lazy key={`${page}/${id}`} say={say} load={loadRelease} props={{ desk, id: id ?? '' }} />;
    case 'preview':
      return <Lazy key={`${page}/${id}`} say={say} load={loadPreview} props={{ desk, draftId: id ?? '', query }} />;
    default:
      return <OwnPages {...{ language, say, session, tenant, chooseTenant, place, signOut }} />;
  }
}

/** What needs nothing of the fleet. */
function OwnPages({ place, signOut, ...desk }: Omit<Props, 'look'>) {
  const { language, say, session, tenant } = desk;
  const { way, startedAt } = session;
  const { page, id, query } = place;
  switch (page) {
    case 'account':
      return (
        <Lazy
          key={page}
          say={say}
          load={loadAccount}
          props={{ say, language, way, startedAt, onSignInAgain: () => void signOut() }}
        />
      );
    case 'treasury':
      return <Lazy key={`${page}/${tenant}`} say={say} load={loadTreasury} props={{ desk, query }} />;
    case 'closing':
      return <Lazy key={`${page}/${id}`} say={say} load={loadClosing} props={{ desk, id: id ?? '', query }} />;
    case 'audit':
      return <Lazy key={`${page}/${tenant}`} say={say} load={loadAudit} props={{ desk, query }} />;
    case 'retention':
      return <Lazy key={page} say={say} load={loadRetention} props={{ desk }} />;
    case 'people':
      return <Lazy key={page} say={say} load={loadPeople} props={{ desk }} />;
    case 'keys':
      return <Lazy key={page} say={say} load={loadKeys} props={{ desk }} />;
    default:
      if (page === 'terminals') return <FirstPage session={session} />;
      return (
        <Page title={say(`page.${page}`)}>
          <NoPermission say={say} />
        </Page>
      );
  }
}

/** Who does not see the fleet begins at the first page that is theirs. */
function FirstPage({ session }: Pick<Props, 'session'>) {
  const first = sectionsFor(session)[0]?.pages[0] ?? 'account';
  useEffect(() => replacePlace(hrefOf(first)), [first]);
  return <main aria-busy="true" />;
}
