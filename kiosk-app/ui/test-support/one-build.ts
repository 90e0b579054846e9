import type { TestProject } from 'vitest/node';
import { buildUi } from './build-ui.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Directories of the citizen's page and of the stories, as they are installed. */
    builtUi: { readonly page: string; readonly stories: string };
  }
}

/** Vitest's global setup of the project "browser": a build costs more than many a file of tests. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const page = await buildUi('index.html');
  const stories = await buildUi('stories.html');
  project.provide('builtUi', { page: page.directory, stories: stories.directory });
  return async () => {
    await page.remove();
    await stories.remove();
  };
}
