import type { IdleWords } from './out-of-service-watch.ts';
import type { PagePolicy } from './page-policy.ts';
import { idleLines } from './texts.ts';

/** The shell's own pages, as data addresses: they must stand even if everything else is gone. */
export const coverPolicy: PagePolicy = {
  mayRing: false,
  networkBypass: '',
  allows: (url) => url === 'about:blank' || url.startsWith('data:'),
};

const page = (body: string, style: string) =>
  `data:text/html;charset=utf-8,${encodeURIComponent(
    `<!doctype html><meta charset="utf-8"><style>html,body{height:100%;margin:0}${style}</style>${body}`,
  )}`;

/** Nothing of a session: one plain colour. */
export const COVER_URL = page('', 'body{background:#1b2a4a}');

const idlePage = (words: IdleWords) =>
  page(
    `<main>${idleLines(words)}</main>`,
    'body{background:#f4f6f9;color:#171a2b;font:400 40px/1.5 "Fira Sans",system-ui,sans-serif}' +
      'main{height:100%;display:flex;flex-direction:column;align-items:center;justify-content:center;' +
      'text-align:center}p{margin:0}p+p{margin-top:24px;color:#4c5468;font-size:32px}',
  );

/** What stands there while no session does. */
export const IDLE_URLS: Readonly<Record<IdleWords, string>> = {
  moment: idlePage('moment'),
  'out-of-service': idlePage('out-of-service'),
};
