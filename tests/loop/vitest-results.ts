import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE } from './static-checks.ts';

/** Of the last run of a stage: full name of each test → "passed", "failed", …; empty if it left no report. */
export function readResults(stage: string): ReadonlyMap<string, string> {
  const path = join(CACHE, `vitest-${stage}.json`);
  if (!existsSync(path)) return new Map();
  const report: Report = JSON.parse(readFileSync(path, 'utf8'));
  return new Map(
    report.testResults.flatMap(({ assertionResults }) =>
      assertionResults.map(({ fullName, status }) => [fullName, status] as const),
    ),
  );
}

interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}
