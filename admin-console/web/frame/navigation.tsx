import { useEffect, useRef } from 'preact/hooks';
import type { SessionView } from '../../contract/access/access.ts';
import { ALL } from '../../contract/routes.ts';
import { hrefOf, type PageName } from '../router.ts';
import type { Say } from '../texts.ts';
import { listOf, sectionsFor } from './sections.ts';

interface Props {
  readonly say: Say;
  readonly page: PageName;
  readonly session: SessionView;
  readonly tenant: string;
  readonly onTenant: (id: string) => void;
}

/** Parts of the console in the bar, and below it the pages of the one that is open. */
export function Sections({ say, page, session }: Pick<Props, 'say' | 'page' | 'session'>) {
  const current = listOf(page);
  return (
    <nav class="sections" aria-label={say('navigation')} ref={useInView(current)}>
      {sectionsFor(session).map(({ section, pages }) => (
        <a
          key={section}
          href={hrefOf(pages[0] ?? 'account')}
          aria-current={pages.includes(current) ? (pages[0] === page ? 'page' : 'true') : undefined}
        >
          {say(`section.${section}`)}
        </a>
      ))}
    </nav>
  );
}

/** Nothing where the open part has a single page. */
export function PagesOfSection({ say, page, session }: Pick<Props, 'say' | 'page' | 'session'>) {
  const current = listOf(page);
  const row = useInView(current);
  const open = sectionsFor(session).find(({ pages }) => pages.includes(current));
  if (!open || open.pages.length < 2) return null;
  return (
    <nav class="pages" aria-label={say(`section.${open.section}`)} ref={row}>
      {open.pages.map((name) => (
        <a key={name} href={hrefOf(name)} aria-current={name === current ? 'page' : undefined}>
          {say(`page.${name}`)}
        </a>
      ))}
    </nav>
  );
}

/** On a telephone a row is wider than the window: the link of the open page is moved into it. */
function useInView(current: PageName) {
  const row = useRef<HTMLElement>(null);
  useEffect(() => {
    const link = row.current?.querySelector<HTMLElement>('[aria-current]');
    if (row.current && link) row.current.scrollLeft = link.offsetLeft - row.current.offsetLeft - 16;
  }, [current]);
  return row;
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
