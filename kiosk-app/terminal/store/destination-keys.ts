import { reasonOf } from '../../../foundation/errors.ts';
import { code, type Log } from '../../../foundation/log.ts';
import { durably, type Store } from './database.ts';

/** The destinations' public keys as last fetched: public, unchecked, and there after a restart in an outage. */
export interface DestinationKeys {
  /** JSON Web Key; `undefined` if none was kept. */
  read(destinationId: string): unknown;
  write(destinationId: string, key: unknown): void;
}

export function createDestinationKeys(db: Store, log: Log): DestinationKeys {
  const select = db.prepare<[string], { key: string }>('SELECT key FROM destination_key WHERE destination_id = ?');
  const put = db.prepare('INSERT OR REPLACE INTO destination_key (destination_id, key) VALUES (?, ?)');
  return {
    read(destinationId) {
      const row = select.get(destinationId);
      return row ? JSON.parse(row.key) : undefined;
    },
    write(destinationId, key) {
      try {
        durably(db, () => void put.run(destinationId, JSON.stringify(key)));
      } catch (thrown) {
        // The key can be fetched again, so the running submission must not fail because it was not kept.
        log.event('warn', 'portal.key-not-kept', { reason: code(reasonOf(thrown)) });
      }
    },
  };
}
