import { useEffect, useState } from 'preact/hooks';

/** Pages of the console, by what stands behind the "#" of the address. */
const PAGES = { terminals: '', account: '/konto', people: '/personen', keys: '/schluessel' } as const;
export type PageName = keyof typeof PAGES;

export const hrefOf = (page: PageName): string => `#${PAGES[page]}`;

const pageOf = (hash: string): PageName =>
  (Object.keys(PAGES) as PageName[]).find((name) => hash.slice(1) === PAGES[name]) ?? 'terminals';

export function usePage(): PageName {
  const [page, setPage] = useState(() => pageOf(location.hash));
  useEffect(() => {
    const look = () => setPage(pageOf(location.hash));
    addEventListener('hashchange', look);
    return () => removeEventListener('hashchange', look);
  }, []);
  return page;
}
