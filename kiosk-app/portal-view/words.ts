/** Words of the portal view that our screens know too. */

/** Keys that a page hears beside typed text. */
export const PORTAL_KEYS = [
  'Backspace',
  'Enter',
  'Tab',
  'ShiftTab',
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
] as const;
export type PortalKey = (typeof PORTAL_KEYS)[number];

/** What has the focus on the page and takes input. */
export type PortalField =
  | { readonly kind: 'text'; readonly type: 'text' | 'email' | 'phone' | 'number' }
  /** A list whose entries our screen shows; `chosen` is an index, -1 for none. */
  | { readonly kind: 'choice'; readonly options: readonly string[]; readonly chosen: number };

/** Why something is not loaded; the citizen reads words for each. */
export type BlockReason =
  | 'malformed' // no address at all
  | 'scheme' // not https (or wss for a WebSocket)
  | 'credentials' // a name or password stands in it
  | 'host' // not among the portal's hosts
  | 'port' // such a host, and another port
  | 'resource-only' // parts of pages come from there, people do not get there
  | 'path' // such a host, and another part of it
  | 'method' // may be read there, not written
  | 'socket' // no WebSocket to that host
  | 'eid-not-offered' // the portal may not start identifications
  | 'eid-address'; // it starts one with an address that it may not

/** Why the web site is not seen at all. */
export type PortalFailure =
  | 'browser-missing' // no Chromium on this machine, or it does not start
  | 'gone' // it crashed or was ended
  | 'unreachable' // no answer from the site
  | 'untrusted'; // its certificate is not that of the site

export type DocumentFault =
  | 'not-offered' // the site's downloads are not printed here
  | 'not-pdf'
  | 'too-large'
  | 'not-fetched'
  | 'not-shown'; // it cannot be drawn, so nobody could look at it before it is printed
