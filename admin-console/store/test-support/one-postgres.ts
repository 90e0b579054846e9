import type { TestProject } from 'vitest/node';
import { startPostgres } from '../../../simulators/postgres/postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** In which the socket of the PostgreSQL lies that all files of a run use, each with databases of its own. */
    postgres: string;
  }
}

/** Vitest's global setup of the project "peers": a server costs as much as the tests of a small file. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  project.provide('postgres', server.directory);
  return () => server.stop();
}
