import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { offerOf } from './schema/offer.ts';
import { SiteDefinition } from './schema/site.ts';

/** The offer of the sample municipality as the files of a version: path → text. */
export function sampleFiles(): Record<string, string> {
  const files: Record<string, string> = {};
  for (const folder of ['services', 'texts', 'receipts', 'submission-schemas']) {
    for (const file of readdirSync(join(import.meta.dirname, folder))) {
      files[`${folder}/${file}`] = readFileSync(join(import.meta.dirname, folder, file), 'utf8');
    }
  }
  const site = SiteDefinition.parse(
    JSON.parse(readFileSync(join(import.meta.dirname, 'sites/musterstadt.json'), 'utf8')),
  );
  return { ...files, 'site.json': JSON.stringify(offerOf(site)) };
}
