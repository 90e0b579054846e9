import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type BundleFault, followKeys, sha256 } from '../../../../fleet-link/bundle.ts';
import { type BundleOffer, PublicKey } from '../../../../fleet-link/configuration.ts';
import { err, ok, type Result } from '../../../../foundation/result.ts';
import { replaceDurably } from './durable-files.ts';

const FILE = 'configuration-key.json';
const Pinned = z.strictObject({ ca: z.string(), key: PublicKey });

/**
 * The key whose signature is believed today. The first one comes over the link of a hub that has proven to belong to the
 * CA of this terminal's enrolment, and is pinned; a later one must be signed by the one before. Enrolling at another CA
 * begins anew.
 * @param directory holds what enrolment left
 */
export function hubKey(
  directory: string,
  caPem: string,
  { firstKey, keyChanges }: Pick<BundleOffer, 'firstKey' | 'keyChanges'>,
): Result<string, BundleFault> {
  const pinned = readPinned(directory);
  if (pinned === 'damaged') return err('unknown-key');
  const ca = sha256(caPem);
  const trusted = pinned?.ca === ca ? pinned.key : firstKey;
  const followed = followKeys(trusted, firstKey, keyChanges);
  if (!followed.ok) return followed;
  if (pinned?.ca !== ca || pinned.key !== followed.value) {
    replaceDurably(join(directory, FILE), `${JSON.stringify({ ca, key: followed.value })}\n`);
  }
  return ok(followed.value);
}

function readPinned(directory: string): z.infer<typeof Pinned> | null | 'damaged' {
  let text: string;
  try {
    text = readFileSync(join(directory, FILE), 'utf8');
  } catch {
    return null;
  }
  try {
    return Pinned.safeParse(JSON.parse(text)).data ?? 'damaged';
  } catch {
    return 'damaged';
  }
}
