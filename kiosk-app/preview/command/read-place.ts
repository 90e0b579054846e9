import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSite } from '../../../config/layers/read-site.ts';
import { offerOf } from '../../../config/schema/offer.ts';
import { Refusal } from '../../../foundation/errors.ts';
import { ok } from '../../../foundation/result.ts';

const FOLDERS = ['services', 'texts', 'receipts', 'submission-schemas', 'pictures'];

/**
 * A place as the files of a version, path → text, with one service offered whether the site offers it or not.
 * @param site file of the site, with what it inherits beside its folder
 * @param directory holds the folders of services, texts, …
 * @throws Refusal `has-faults`: `config check` says which
 */
export function readPlace(site: string, directory: string, serviceId: string): Record<string, string> {
  const files: Record<string, string> = {};
  for (const folder of FOLDERS.filter((name) => existsSync(join(directory, name)))) {
    for (const file of readdirSync(join(directory, folder)).filter((name) => name.endsWith('.json')))
      files[`${folder}/${file}`] = readFileSync(join(directory, folder, file), 'utf8');
  }
  const read = readSite((file) => ok(readFileSync(file, 'utf8')), site);
  if (!read.ok) throw new Refusal('has-faults', read.error[0]?.reason);
  const { services, ...offer } = offerOf(read.value.site);
  const offered = services.includes(serviceId) ? services : [...services, serviceId];
  return { ...files, 'site.json': JSON.stringify({ ...offer, services: offered }) };
}
