/** Connections of this process to PostgreSQL; `waiting`: queries for which there was none. */
export interface ConnectionUse {
  readonly total: number;
  readonly idle: number;
  readonly waiting: number;
}

/** Hears what the database is asked, for whoever measures it. */
export interface DatabaseWatch {
  /** A statement was answered, or refused. */
  queried(milliseconds: number, isRefused: boolean): void;
  /** Called once, and only on PostgreSQL. @param use as it is at that moment */
  connected(use: () => ConnectionUse): void;
}
