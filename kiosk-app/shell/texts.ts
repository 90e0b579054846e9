import de from './locales/de.json' with { type: 'json' };
import en from './locales/en.json' with { type: 'json' };
import type { IdleWords } from './out-of-service-watch.ts';

/** A shell knows no citizen and so no language: what it shows it shows in every one it has. */
export const TEXTS: Readonly<Record<string, typeof de>> = { de, en };

/** A paragraph for each language. */
export const idleLines = (words: IdleWords): string =>
  Object.entries(TEXTS)
    .map(([language, texts]) => `<p lang="${language}">${LINES[words].map((key) => texts[key]).join('<br>')}</p>`)
    .join('');

const LINES = {
  moment: ['shell.moment'],
  'out-of-service': ['shell.out-of-service', 'shell.out-of-service.instead'],
} as const;
