import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import type { ConsoleLanguage } from '../../../admin-console/web/texts.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** In which the journeys are played. */
    language: ConsoleLanguage;
  }
}

/** `journey.ts` says what a journey is. A project for each language on each database: `de-sqlite`, `en-postgres`, … */
const project = (language: ConsoleLanguage, database: 'sqlite' | 'postgres') => ({
  extends: true as const,
  test: {
    name: `${language}-${database}`,
    provide: { language, ...(database === 'sqlite' && { postgres: '' }) },
    globalSetup: database === 'sqlite' ? [] : ['admin-console/store/test-support/one-postgres.ts'],
  },
});

export default defineConfig({
  root: join(import.meta.dirname, '../../..'),
  test: {
    include: ['tests/console/journeys/plays.ts'],
    // A demo is eight processes and a browser, and its people read most of the time: one in each language at a time.
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [project('de', 'sqlite'), project('de', 'postgres'), project('en', 'sqlite'), project('en', 'postgres')],
  },
});
