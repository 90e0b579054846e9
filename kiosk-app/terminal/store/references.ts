import { createHash } from 'node:crypto';
import type { Clock } from '../../../foundation/clock.ts';
import { Bug } from '../../../foundation/errors.ts';
import { durably, type Store } from './database.ts';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const EPOCH = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;

/**
 * Payment references of this terminal: `<terminal>-<generation>-<counter><check>`, 13 to 20 characters of A–Z 0–9 and "-".
 * The counter never goes back; the generation is the hour in which this database was made, so that a terminal whose
 * disk was replaced does not begin anew with numbers that are already in the books. The last character is the check
 * character of ISO/IEC 7064 MOD 37,36 over all letters and digits before it.
 */
export function createReferences(db: Store, terminalId: string, clock: Clock): { next(): string } {
  const prefix = prefixOf(terminalId);
  return {
    /** Durable when it returns: not given twice even if the terminal dies right after. */
    next: () =>
      durably(db, () => {
        const generation = Math.floor((clock.now() - EPOCH) / HOUR)
          .toString(36)
          .toUpperCase()
          .padStart(4, '0');
        db.prepare('INSERT OR IGNORE INTO reference_counter (one, generation, next) VALUES (1, ?, 1)').run(generation);
        const row = db
          .prepare<[], { generation: string; next: number }>('SELECT generation, next FROM reference_counter')
          .get();
        if (!row) throw new Bug('no reference counter');
        db.prepare('UPDATE reference_counter SET next = next + 1').run();
        const body = `${prefix}-${row.generation}-${String(row.next).padStart(4, '0')}`;
        return body + checkCharacter(body);
      }),
  };
}

/** At most 7 letters and digits; longer ids keep their first three and get four of their hash. */
function prefixOf(terminalId: string): string {
  const plain = terminalId.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
  if (plain.length <= 7) return plain;
  return plain.slice(0, 3) + createHash('sha256').update(terminalId).digest('hex').slice(0, 4).toUpperCase();
}

/** ISO/IEC 7064:2003, MOD 37,36 (hybrid system); separators are not part of it. */
export function checkCharacter(body: string): string {
  let product = 36;
  for (const character of body) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) continue;
    product = (((product + value) % 36 || 36) * 2) % 37;
  }
  return ALPHABET[(37 - product) % 36] ?? '0';
}

export function hasValidCheck(reference: string): boolean {
  return checkCharacter(reference.slice(0, -1)) === reference.at(-1);
}
