import type { SessionView } from '../../contract/access.ts';
import { ALL } from '../../contract/routes.ts';
import { hrefOf, type PageName } from '../router.ts';
import type { Say } from '../texts.ts';
import { may } from './desk.ts';

interface Props {
  readonly say: Say;
  readonly page: PageName;
  readonly session: SessionView;
  readonly tenant: string;
  readonly onTenant: (id: string) => void;
}

/** Where one can go. */
export function Navigation({ say, page, session }: Pick<Props, 'say' | 'page' | 'session'>) {
  const managesAccess = may({ session }, 'access.manage');
  const pages: readonly PageName[] = [
    ...(may({ session }, 'fleet.read') ? (['terminals', 'inbox'] as const) : []),
    ...(may({ session }, 'statistics.read') ? (['statistics'] as const) : []),
    ...(managesAccess ? (['people', 'keys'] as const) : []),
    'account',
  ];
  // A page of one thing belongs to the list in which it is found.
  const current = page === 'terminal' ? 'terminals' : page;
  return (
    <nav aria-label={say('navigation')}>
      {pages.map((name) => (
        <a key={name} href={hrefOf(name)} aria-current={name === current ? 'page' : undefined}>
          {say(`page.${name}`)}
        </a>
      ))}
    </nav>
  );
}

/** For which tenant one looks; nothing where there is no choice. */
export function TenantSwitch({ say, session, tenant, onTenant }: Omit<Props, 'page'>) {
  if (session.tenants.length < 2) return null;
  return (
    <select
      class="tenant-switch"
      aria-label={say('tenant')}
      value={tenant}
      onChange={(event) => onTenant(event.currentTarget.value)}
      data-testid="tenant-switch"
    >
      <option value={ALL}>{say('tenant.all')}</option>
      {session.tenants.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}

/** The first thing that a keyboard reaches: past the bar. A link would change the address, which names the page. */
export const SkipToContent = ({ say }: { readonly say: Say }) => (
  <button type="button" class="skip" onClick={() => document.querySelector('main')?.focus()}>
    {say('skip')}
  </button>
);
