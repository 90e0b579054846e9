import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, inject, test } from 'vitest';
import { chromiumMissing } from '../../../kiosk-app/ui/test-support/chromium.ts';
import { createDatabase } from '../../../simulators/postgres/databases.ts';
import type { Journey } from './journey.ts';
import { SharedStage } from './stage.ts';

/** One file plays all journeys, so that they share a demo. */
const ENDING = '.journey.ts';
const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith(ENDING));
const journeys = await Promise.all(
  files.map(async (file) => {
    const { default: journey } = (await import(join(import.meta.dirname, file))) as { readonly default: Journey };
    return { name: file.slice(0, -ENDING.length), journey };
  }),
);

journeys.sort((one, other) => one.journey.fleet - other.journey.fleet);

describe.skipIf(chromiumMissing() !== null)('journeys at the console', () => {
  const postgres = inject('postgres');
  const stage = new SharedStage(inject('language'), async () => (postgres ? createDatabase(postgres) : undefined));
  beforeAll(async () => void (await stage.open(0)));
  afterAll(() => stage.close());

  for (const { name, journey } of journeys) test(`${name}: ${journey.title}`, () => stage.play(name, journey));
});
