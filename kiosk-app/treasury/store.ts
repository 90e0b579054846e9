import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Alert } from '../../fleet-link/contract.ts';
import type { How } from '../../fleet-link/treasury/ways.ts';
import { systemClock } from '../../foundation/clock.ts';
import { err, ok, type Result } from '../../foundation/result.ts';
import { numbersOf } from '../terminal/reconciliation/money-cases.ts';
import { type SettleBooks, settleAlert } from '../terminal/reconciliation/settle-by-staff.ts';
import { createAlerts } from '../terminal/store/alerts.ts';
import { openStore, type Store } from '../terminal/store/database.ts';
import { createJournal } from '../terminal/store/journal.ts';
import { MIGRATIONS } from '../terminal/store/migrations.ts';
import { Outbox } from '../terminal/store/outbox.ts';
import type { Case } from './report.ts';

/**
 * The terminal's database, to be read while the terminal runs (WAL: a reader sees the last transaction and holds up
 * nobody). Never migrated from here.
 */
export function openForReading(data: string): Result<Store, 'no-data' | 'other-version'> {
  const file = fileOf(data);
  if (!existsSync(file)) return err('no-data');
  const db = new Database(file, { readonly: true, fileMustExist: true });
  if (db.pragma('user_version', { simple: true }) === MIGRATIONS.length) return ok(db);
  db.close();
  return err('other-version');
}

/** Every alert that is not settled, with the numbers of its package. */
export function readCases(db: Store): readonly Case[] {
  const books = booksOf(db);
  return books.alerts.open().map((alert) => ({ alert, ...numbersOf(books, alert) }));
}

/**
 * To be called on data that `openForReading` has accepted.
 * @param idPrefix of one alert that stands; several or none are refused as unknown
 * @throws Refusal<SettleRefusal>, StoreRefusal
 */
export function settleInStore(data: string, idPrefix: string, how: How, who: string): Alert {
  const db = openStore(fileOf(data));
  try {
    const books = booksOf(db);
    const meant = books.alerts.open().filter(({ id }) => id.startsWith(idPrefix));
    const [alert] = meant;
    return settleAlert(books, meant.length === 1 && alert ? alert.id : idPrefix, how, { who });
  } finally {
    db.close();
  }
}

const fileOf = (data: string): string => join(data, 'terminal.db');

function booksOf(db: Store): SettleBooks {
  return {
    db,
    journal: createJournal(db, systemClock),
    outbox: new Outbox(db, systemClock),
    alerts: createAlerts(db, systemClock),
  };
}
