import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { offerOf } from '../schema/offer.ts';
import { SiteDefinition } from '../schema/site.ts';

const CONFIG = join(import.meta.dirname, '..');

/** The sample configuration as the files of a version: path → text. */
export function sampleFiles(): Record<string, string> {
  const files: Record<string, string> = {};
  for (const folder of ['services', 'texts', 'receipts', 'submission-schemas']) {
    for (const file of readdirSync(join(CONFIG, folder))) {
      files[`${folder}/${file}`] = readFileSync(join(CONFIG, folder, file), 'utf8');
    }
  }
  const site = SiteDefinition.parse(JSON.parse(readFileSync(join(CONFIG, 'sites/musterstadt.json'), 'utf8')));
  return { ...files, 'site.json': JSON.stringify(offerOf(site)) };
}

/** The sample's German texts with another place, as a change of the sample's files. */
export function textsSaying(location: string): Record<string, string> {
  const texts = JSON.parse(sampleFiles()['texts/de.json'] ?? '{}');
  return { 'texts/de.json': JSON.stringify({ ...texts, 'site.location': location }) };
}
