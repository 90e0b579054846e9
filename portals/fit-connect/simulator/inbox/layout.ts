import { type Html, html } from './html.ts';
import { INBOX_LANGUAGES, type InboxLanguage, textsOf } from './texts.ts';

export interface PageContext {
  readonly language: InboxLanguage;
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
<link rel="stylesheet" href="/inbox/inbox.css">
<script type="module" src="/inbox/inbox.js"></script>
</head>
<body>
<header class="top">
<a class="brand" href="/inbox?lang=${context.language}">
<svg viewBox="0 0 40 44" aria-hidden="true"><path d="M3 3h34v20c0 10-8 16-17 19C11 39 3 33 3 23z"/><path class="towers" d="M9 28V15h4v4h4v-6h6v6h4v-4h4v13z"/></svg>
<span><strong>${t('authority')}</strong><small>${t('subtitle')}</small></span>
</a>
<nav class="languages">${INBOX_LANGUAGES.map(
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
