import type { Policy } from './policy.ts';
import { TEXTS } from './texts.ts';

/** The shell's own pages, as data addresses: they must stand even if everything else is gone. */
export const coverPolicy: Policy = {
  networkBypass: '',
  allows: (url) => url === 'about:blank' || url.startsWith('data:'),
};

const page = (body: string, style: string) =>
  `data:text/html;charset=utf-8,${encodeURIComponent(
    `<!doctype html><meta charset="utf-8"><style>html,body{height:100%;margin:0}${style}</style>${body}`,
  )}`;

/** Nothing of a session: one plain colour. */
export const COVER_URL = page('', 'body{background:#1b2a4a}');

export const MOMENT_URL = page(
  `<main>${Object.entries(TEXTS)
    .map(([language, texts]) => `<p lang="${language}">${texts['shell.moment']}</p>`)
    .join('')}</main>`,
  'body{background:#f4f6f9;color:#171a2b;font:400 40px/1.5 "Fira Sans",system-ui,sans-serif}' +
    'main{height:100%;display:flex;flex-direction:column;align-items:center;justify-content:center}p{margin:0}' +
    'p+p{color:#4c5468;font-size:32px}',
);
