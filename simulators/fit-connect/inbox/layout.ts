import { STAFF_LANGUAGES, type StaffLanguage } from '../../../foundation/staff-languages.ts';
import { type Html, html } from '../../http/html.ts';
import { textsOf } from './texts.ts';

export interface PageContext {
  readonly language: StaffLanguage;
  /** Path of this page, for the language switch. */
  readonly path: string;
}

export function layout(context: PageContext, title: string, main: Html): string {
  const t = textsOf(context.language);
  const page = html`<html lang="${context.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${t('authority')}</title>
<link rel="icon" href="/inbox/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/inbox/inbox.css">
<script type="module" src="/inbox/inbox.js"></script>
</head>
<body>
<header class="top">
<a class="brand" href="/inbox?lang=${context.language}">
<img src="/inbox/icon.svg" alt="">
<span><strong>${t('authority')}</strong><small>${t('subtitle')}</small></span>
</a>
<nav class="languages">${STAFF_LANGUAGES.map(
    (language) =>
      html`<a href="${context.path}?lang=${language}" lang="${language}"${
        language === context.language ? html` aria-current="true"` : null
      }>${t(`language.${language}`)}</a>`,
  )}</nav>
</header>
<main id="main">${main}</main>
</body>
</html>`;
  return `<!doctype html>\n${page.html}`;
}
