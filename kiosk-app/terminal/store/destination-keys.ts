import { z } from 'zod';
import { reasonOf } from '../../../foundation/errors.ts';
import { code, type Log } from '../../../foundation/log.ts';
import { MetadataVersion, OfferedService } from '../../../portals/fit-connect/contract.ts';
import { durably, type Store } from './database.ts';

/** Whom something is sealed for, as last fetched: the JSON Web Key is still to be checked. */
export const UncheckedRecipient = z.strictObject({
  key: z.looseObject({}),
  metadataVersion: MetadataVersion,
  /** Public services that it takes requests for. */
  offered: z.array(OfferedService).default([]),
});
export type UncheckedRecipient = z.infer<typeof UncheckedRecipient>;

/** Before there were two versions of the metadata, the key alone was kept. */
const KeptBefore = z
  .looseObject({ kty: z.string() })
  .transform((key): UncheckedRecipient => ({ key, metadataVersion: '1.0.0', offered: [] }));
const Kept = z.union([UncheckedRecipient, KeptBefore]);

/** What is known of the destinations: public, and there after a restart in an outage. */
export interface DestinationKeys {
  /** `undefined` if none was kept. */
  read(destinationId: string): UncheckedRecipient | undefined;
  write(destinationId: string, recipient: UncheckedRecipient): void;
}

export function createDestinationKeys(db: Store, log: Log): DestinationKeys {
  const select = db.prepare<[string], { key: string }>('SELECT key FROM destination_key WHERE destination_id = ?');
  const put = db.prepare('INSERT OR REPLACE INTO destination_key (destination_id, key) VALUES (?, ?)');
  return {
    read(destinationId) {
      const row = select.get(destinationId);
      return row ? Kept.safeParse(JSON.parse(row.key)).data : undefined;
    },
    write(destinationId, recipient) {
      try {
        durably(db, () => void put.run(destinationId, JSON.stringify(recipient)));
      } catch (thrown) {
        // The key can be fetched again, so the running submission must not fail because it was not kept.
        log.event('warn', 'portal.key-not-kept', { reason: code(reasonOf(thrown)) });
      }
    },
  };
}
