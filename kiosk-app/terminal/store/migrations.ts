/** Applied in order, each in one transaction; the position is SQLite's `user_version`. Never edit one that shipped. */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE journal (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    intent_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('authorise', 'reverse', 'submit', 'print')),
    phase TEXT NOT NULL CHECK (phase IN ('intent', 'evidence', 'outcome')),
    package_id TEXT NOT NULL,
    facts TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX journal_once ON journal (intent_id, phase) WHERE phase <> 'evidence';
  CREATE INDEX journal_package ON journal (package_id, kind);

  CREATE TABLE package (
    package_id TEXT PRIMARY KEY,
    session_id TEXT NOT NULL,
    service_id TEXT NOT NULL,
    destination_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN
      ('held', 'paying', 'unclear', 'released', 'delivering', 'submitted', 'accepted', 'rejected', 'flagged')),
    sealed BLOB,
    fee_cents INTEGER,
    reference TEXT,
    progress TEXT,
    case_number TEXT,
    problems TEXT,
    reason TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_try_at INTEGER,
    held_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    CHECK ((fee_cents IS NULL) = (reference IS NULL))
  ) STRICT;
  CREATE INDEX package_state ON package (state, next_try_at);
  CREATE INDEX package_reference ON package (reference) WHERE reference IS NOT NULL;

  CREATE TABLE reference_counter (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    generation TEXT NOT NULL,
    next INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE statistic (
    day TEXT NOT NULL,
    name TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (day, name)
  ) STRICT, WITHOUT ROWID;
  `,
  // SQLite cannot change a CHECK: the journal moves into a new table, its rows and so its chain unchanged.
  `
  CREATE TABLE journal_with_end_of_day (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    intent_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('authorise', 'reverse', 'submit', 'print', 'end-of-day')),
    phase TEXT NOT NULL CHECK (phase IN ('intent', 'evidence', 'outcome')),
    package_id TEXT NOT NULL,
    facts TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL
  ) STRICT;
  INSERT INTO journal_with_end_of_day SELECT * FROM journal ORDER BY seq;
  DROP TABLE journal;
  ALTER TABLE journal_with_end_of_day RENAME TO journal;
  CREATE UNIQUE INDEX journal_once ON journal (intent_id, phase) WHERE phase <> 'evidence';
  CREATE INDEX journal_package ON journal (package_id, kind);

  CREATE TABLE customer_lines (
    package_id TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    lines TEXT NOT NULL
  ) STRICT;
  `,
];
