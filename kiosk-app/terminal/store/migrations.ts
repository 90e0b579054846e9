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
  // Delivery and payment of a package go their own ways: `state` no longer says both. Kinds of entries are checked by journal-facts.ts.
  `
  CREATE TABLE journal_of_any_kind (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    intent_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    phase TEXT NOT NULL CHECK (phase IN ('intent', 'evidence', 'outcome')),
    package_id TEXT NOT NULL,
    facts TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL
  ) STRICT;
  INSERT INTO journal_of_any_kind SELECT * FROM journal ORDER BY seq;
  DROP TABLE journal;
  ALTER TABLE journal_of_any_kind RENAME TO journal;
  CREATE UNIQUE INDEX journal_once ON journal (intent_id, phase) WHERE phase <> 'evidence';
  CREATE INDEX journal_package ON journal (package_id, kind);
  CREATE INDEX journal_intent ON journal (kind, seq) WHERE phase = 'intent';
  CREATE TABLE journal_anchor (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    seq INTEGER NOT NULL,
    hash TEXT NOT NULL
  ) STRICT;

  CREATE TABLE alert (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    since INTEGER NOT NULL,
    package_id TEXT,
    reason TEXT,
    settled_at INTEGER,
    settled_how TEXT
  ) STRICT;
  CREATE UNIQUE INDEX alert_once ON alert (kind, ifnull(package_id, '')) WHERE settled_at IS NULL;
  INSERT INTO alert (id, kind, since, package_id, reason)
    SELECT lower(hex(randomblob(16))),
      CASE state WHEN 'unclear' THEN 'payment-unclear' WHEN 'flagged' THEN 'undeliverable' ELSE 'rejected-paid' END,
      changed_at, package_id, substr(reason, 1, 80)
    FROM package
    WHERE state IN ('unclear', 'flagged') OR (state = 'rejected' AND fee_cents IS NOT NULL);

  CREATE TABLE package_with_payment (
    package_id TEXT PRIMARY KEY,
    session_id TEXT NOT NULL,
    service_id TEXT NOT NULL,
    destination_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN
      ('held', 'released', 'delivering', 'submitted', 'accepted', 'rejected', 'flagged')),
    payment TEXT NOT NULL CHECK (payment IN
      ('none', 'due', 'paying', 'paid', 'unclear', 'reversing', 'reversed', 'repay')),
    sealed BLOB,
    fee_cents INTEGER,
    reference TEXT,
    payee TEXT,
    progress TEXT,
    case_number TEXT,
    problems TEXT,
    reason TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_try_at INTEGER,
    held_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    payment_at INTEGER NOT NULL,
    printed_at INTEGER,
    closed_at INTEGER,
    CHECK ((fee_cents IS NULL) = (reference IS NULL)),
    CHECK ((fee_cents IS NULL) = (payment = 'none'))
  ) STRICT;
  INSERT INTO package_with_payment
    SELECT package_id, session_id, service_id, destination_id,
      CASE WHEN state IN ('paying', 'unclear') THEN 'held' ELSE state END,
      CASE WHEN fee_cents IS NULL THEN 'none' WHEN state = 'held' THEN 'due'
        WHEN state IN ('paying', 'unclear') THEN state ELSE 'paid' END,
      sealed, fee_cents, reference, NULL, progress, case_number, problems, reason, attempts, next_try_at, held_at,
      changed_at, changed_at, NULL, CASE WHEN state = 'paying' THEN NULL ELSE changed_at END
    FROM package;
  DROP TABLE package;
  ALTER TABLE package_with_payment RENAME TO package;
  CREATE INDEX package_state ON package (state, next_try_at);
  CREATE INDEX package_payment ON package (payment);
  CREATE INDEX package_reference ON package (reference) WHERE reference IS NOT NULL;

  CREATE TABLE destination_key (
    destination_id TEXT PRIMARY KEY,
    key TEXT NOT NULL
  ) STRICT;
  `,
  // One row for each closing of the payment terminal, as the treasury was told it.
  `
  CREATE TABLE closing (
    number INTEGER PRIMARY KEY,
    day TEXT NOT NULL,
    closed_at INTEGER NOT NULL,
    to_seq INTEGER NOT NULL UNIQUE,
    account TEXT NOT NULL
  ) STRICT;
  CREATE INDEX closing_day ON closing (day);
  CREATE TRIGGER closing_stays BEFORE UPDATE ON closing BEGIN SELECT raise(ABORT, 'closing stays'); END;
  `,
  // Intents without an outcome: asked for while a citizen waits, and there may be years of those that have one.
  `
  CREATE TABLE open_intent (
    seq INTEGER PRIMARY KEY,
    intent_id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL
  ) STRICT;
  INSERT INTO open_intent (seq, intent_id, kind)
    SELECT seq, intent_id, kind FROM journal i WHERE phase = 'intent' AND NOT EXISTS
      (SELECT 1 FROM journal o WHERE o.intent_id = i.intent_id AND o.phase = 'outcome');
  -- SQLite takes the index journal_once only for a query that repeats its condition word for word.
  CREATE INDEX journal_of_intent ON journal (intent_id, phase);
  CREATE TRIGGER intent_opens AFTER INSERT ON journal WHEN new.phase = 'intent'
    BEGIN INSERT INTO open_intent (seq, intent_id, kind) VALUES (new.seq, new.intent_id, new.kind); END;
  CREATE TRIGGER intent_closes AFTER INSERT ON journal WHEN new.phase = 'outcome'
    BEGIN DELETE FROM open_intent WHERE intent_id = new.intent_id; END;
  CREATE TRIGGER intent_goes AFTER DELETE ON journal WHEN old.phase = 'intent'
    BEGIN DELETE FROM open_intent WHERE intent_id = old.intent_id; END;
  `,
  // The number of a case is that of its package, whatever the portal calls it.
  `
  ALTER TABLE package DROP COLUMN case_number;
  `,
  // What the terminal itself tells an authority of a payment: a package beside the one it is about, and one only.
  `
  ALTER TABLE package ADD COLUMN notice_of TEXT;
  CREATE UNIQUE INDEX package_notice ON package (notice_of) WHERE notice_of IS NOT NULL;
  `,
  // What people do at the terminal, by local hour or day. `dims`: words of the metric's dimensions, parted by blanks.
  `
  CREATE TABLE usage_count (
    period TEXT NOT NULL,
    metric TEXT NOT NULL,
    dims TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (period, metric, dims)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE usage_period (
    period TEXT PRIMARY KEY,
    settled INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  DELETE FROM statistic WHERE name LIKE 'abandoned.%';
  `,
  // Commands of the hub, in the order in which they came; and the notice that one of them has put up.
  `
  CREATE TABLE command (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    arguments TEXT NOT NULL,
    urgent INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'succeeded', 'failed', 'expired')),
    changed_at INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    run TEXT,
    boot TEXT,
    reason TEXT,
    result TEXT,
    file BLOB,
    told TEXT
  ) STRICT;
  CREATE INDEX command_state ON command (state);
  CREATE INDEX command_untold ON command (place) WHERE told IS NOT state AND state <> 'waiting';
  CREATE TABLE closure (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    texts TEXT NOT NULL,
    until INTEGER
  ) STRICT;
  `,
  // What is paid for a package may be several bills of several payees. One item for what was paid before.
  `
  CREATE TABLE fee_item (
    package_id TEXT NOT NULL REFERENCES package ON DELETE CASCADE,
    position INTEGER NOT NULL,
    payee TEXT,
    reference TEXT NOT NULL,
    cents INTEGER NOT NULL,
    purpose TEXT NOT NULL,
    PRIMARY KEY (package_id, position)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX fee_item_reference ON fee_item (reference);
  INSERT INTO fee_item SELECT package_id, 0, payee, reference, fee_cents, '' FROM package WHERE fee_cents IS NOT NULL;
  DROP INDEX package_reference;
  `,
];
