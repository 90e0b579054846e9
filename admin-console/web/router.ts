import { useEffect, useState } from 'preact/hooks';

/** Pages of the console, by the first part of what stands behind the "#" of the address. */
const PAGES = {
  terminals: '',
  terminal: 'terminal',
  inbox: 'meldungen',
  'on-call': 'bereitschaft',
  paper: 'papier',
  flow: 'ablauf',
  offer: 'angebot',
  statistics: 'auswertung',
  releases: 'freigaben',
  release: 'version',
  treasury: 'kasse',
  closing: 'kassenabschluss',
  preview: 'vorschau',
  rollouts: 'verteilung',
  audit: 'protokoll',
  retention: 'aufbewahrung',
  people: 'personen',
  keys: 'schluessel',
  account: 'konto',
} as const;
export type PageName = keyof typeof PAGES;

/** What an address names: "#/terminal/rathaus-1?act=self-test". */
export interface PageAddress {
  readonly page: PageName;
  /** Of the one thing that the page is about; `null` for a page about all. */
  readonly id: string | null;
  readonly query: URLSearchParams;
}

type Query = Readonly<Record<string, string | null | undefined>>;

/** @param query what is `null`, undefined or empty is left out */
export function hrefOf(page: PageName, id: string | null = null, query: Query = {}): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const path = [PAGES[page], id === null ? '' : encodeURIComponent(id)].filter(Boolean).join('/');
  const asked = new URLSearchParams(given).toString();
  return `#/${path}${asked && `?${asked}`}`;
}

/** An address that names no page is the first page. */
export function placeOf(hash: string): PageAddress {
  const [path = '', asked = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const [first = '', id] = path.split('/');
  const page = (Object.keys(PAGES) as PageName[]).find((name) => PAGES[name] === first) ?? 'terminals';
  return { page, id: id ? decoded(id) : null, query: new URLSearchParams(asked) };
}

/** Somebody may have cut the address short. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Replaces the address: filters are no steps to go back through. */
export function replacePlace(href: string): void {
  history.replaceState(null, '', href);
  dispatchEvent(new HashChangeEvent('hashchange'));
}

export function usePlace(): PageAddress {
  const [place, setPlace] = useState(() => placeOf(location.hash));
  useEffect(() => {
    const look = () => setPlace(placeOf(location.hash));
    addEventListener('hashchange', look);
    return () => removeEventListener('hashchange', look);
  }, []);
  return place;
}
