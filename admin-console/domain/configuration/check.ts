import { checkOffer } from '../../../config/check/check-offer.ts';
import { type ConfigurationFault, readChecked } from '../../../config/check/fault.ts';
import { SiteOffer } from '../../../config/schema/offer.ts';
import { err, ok } from '../../../foundation/result.ts';

/** The check that a terminal makes at its start and before it takes a version, without what only the machine knows. */
export function checkFiles(files: Readonly<Record<string, string>>): readonly ConfigurationFault[] {
  const read = (path: string) => {
    const text = Object.hasOwn(files, path) ? files[path] : undefined;
    return text === undefined ? err('ENOENT') : ok(text);
  };
  const site = readChecked(read, 'site.json', 'site.json', SiteOffer);
  return site.ok ? checkOffer(site.value, { read, name: (path) => path, site: 'site.json' }).faults : [site.error];
}
