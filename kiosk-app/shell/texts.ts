import de from './locales/de.json' with { type: 'json' };
import en from './locales/en.json' with { type: 'json' };

/** A shell knows no citizen and so no language: what it shows it shows in every one it has. */
export const TEXTS: Readonly<Record<string, typeof de>> = { de, en };
