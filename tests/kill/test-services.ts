import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SiteDefinition } from '../../config/schema/site.ts';

const CONFIG = join(import.meta.dirname, '../../config');
const BILL = 'bescheid-bezahlen';

/** A bill like any other, but what its authority rejects or cannot be given is paid back by the payment terminal. */
export const REFUNDING = 'bescheid-erstattbar';

/** The repository's configuration with one more service in it. @returns its directory */
export function writeServices(directory: string): string {
  const config = join(directory, 'config');
  mkdirSync(config, { recursive: true, mode: 0o700 });
  for (const name of ['texts', 'submission-schemas', 'receipts']) symlinkSync(join(CONFIG, name), join(config, name));
  cpSync(join(CONFIG, 'services'), join(config, 'services'), { recursive: true });
  const bill = JSON.parse(readFileSync(join(CONFIG, 'services', `${BILL}.json`), 'utf8')) as object;
  const refunding = { ...bill, id: REFUNDING, whenRejected: 'reverse', whenUndeliverable: 'reverse' };
  writeFileSync(join(config, 'services', `${REFUNDING}.json`), JSON.stringify(refunding));
  return config;
}

export const withRefunding = (site: SiteDefinition): SiteDefinition => ({
  ...site,
  services: [...site.services, REFUNDING],
});
