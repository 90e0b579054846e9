import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { offerOf } from '../../../config/schema/offer.ts';
import { SiteDefinition } from '../../../config/schema/site.ts';

const FOLDERS = ['services', 'texts', 'receipts', 'submission-schemas', 'pictures'];

/**
 * A place as the files of a version, path → text, with one service offered whether the site offers it or not.
 * @param site file of the site
 * @param directory holds the folders of services, texts, …
 */
export function readPlace(site: string, directory: string, serviceId: string): Record<string, string> {
  const files: Record<string, string> = {};
  for (const folder of FOLDERS.filter((name) => existsSync(join(directory, name)))) {
    for (const file of readdirSync(join(directory, folder)).filter((name) => name.endsWith('.json')))
      files[`${folder}/${file}`] = readFileSync(join(directory, folder, file), 'utf8');
  }
  const { services, ...offer } = offerOf(SiteDefinition.parse(JSON.parse(readFileSync(site, 'utf8'))));
  const offered = services.includes(serviceId) ? services : [...services, serviceId];
  return { ...files, 'site.json': JSON.stringify({ ...offer, services: offered }) };
}
