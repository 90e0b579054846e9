import { randomUUID } from 'node:crypto';
import { Alert, type AlertKind } from '../../../fleet-link/contract.ts';
import type { Clock } from '../../../foundation/clock.ts';
import { cut } from '../../../foundation/rpc/cut.ts';
import { durably, type Store } from './database.ts';

/** How an alert was settled: by an act of the terminal, or by what staff found out and did. */
export type SettledHow = 'mended' | 'paid' | 'not-paid' | 'repaid' | 'delivered-otherwise' | 'seen';

/**
 * Matters that staff have to look after, kept on the disk until they are settled. An alert is raised in the transaction
 * of the change that it reports, so a crash cannot leave the change without its alert.
 */
export interface Alerts {
  /** There is one alert per kind and package, however often it is raised. Takes part in a surrounding transaction. */
  raise(kind: AlertKind, packageId: string | null, reason: string | null): void;
  /** Clears an alert whose cause is gone; without such an alert it does nothing. Takes part in a surrounding transaction. */
  mended(kind: AlertKind, packageId: string | null): void;
  /** Notes that staff settled the alert; false if it was settled already. Takes part in a surrounding transaction. */
  settle(id: string, how: SettledHow): boolean;
  /** Oldest first, at most as many as a status report takes. */
  open(): readonly Alert[];
  /** `null` if it does not stand. */
  get(id: string): Alert | null;
}

interface Row {
  id: string;
  kind: AlertKind;
  since: number;
  package_id: string | null;
  reason: string | null;
}

const AT_MOST = 200;

export function createAlerts(db: Store, clock: Clock): Alerts {
  const insert = db.prepare(
    `INSERT INTO alert (id, kind, since, package_id, reason) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (kind, ifnull(package_id, '')) WHERE settled_at IS NULL DO NOTHING`,
  );
  const fields = 'SELECT id, kind, since, package_id, reason FROM alert WHERE settled_at IS NULL';
  const standing = db.prepare<[number], Row>(`${fields} ORDER BY since, id LIMIT ?`);
  const one = db.prepare<[string], Row>(`${fields} AND id = ?`);
  const settled = 'UPDATE alert SET settled_at = ?, settled_how = ? WHERE settled_at IS NULL';
  const mend = db.prepare(`${settled} AND kind = ? AND ifnull(package_id, '') = ?`);
  const settle = db.prepare(`${settled} AND id = ?`);
  return {
    raise: (kind, packageId, reason) =>
      durably(db, () => void insert.run(randomUUID(), kind, clock.now(), packageId, cut(Alert.shape.reason, reason))),
    mended: (kind, packageId) => durably(db, () => void mend.run(clock.now(), 'mended', kind, packageId ?? '')),
    settle: (id, how) => durably(db, () => settle.run(clock.now(), how, id).changes > 0),
    open: () => standing.all(AT_MOST).map(alertOf),
    get(id) {
      const row = one.get(id);
      return row ? alertOf(row) : null;
    },
  };
}

const alertOf = ({ package_id, ...row }: Row): Alert => ({ ...row, packageId: package_id });
