import { sql, type Kysely } from 'kysely';

/** Packages out and in, the keys they are signed with, and the versions their cells are merged by. docs/exchange-format.md. */
const STATEMENTS = [
  // The workspace's own pair; one row.
  `CREATE TABLE exchange_key (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    public_key TEXT NOT NULL,
    private_key TEXT NOT NULL,
    created_at TEXT NOT NULL
  ) STRICT`,
  // Keys of others, as they were first seen and confirmed.
  `CREATE TABLE peer_key (
    id INTEGER PRIMARY KEY,
    public_key TEXT NOT NULL UNIQUE,
    workspace_uid TEXT NOT NULL,
    seat TEXT NOT NULL CHECK (seat IN ('office', 'unit', 'assessor')),
    unit_code TEXT NOT NULL,
    name TEXT NOT NULL, -- unit or scorer, as the package said
    how TEXT NOT NULL CHECK (how IN ('proof', 'confirmed', 'origin')), -- why it is trusted
    person TEXT NOT NULL,
    at TEXT NOT NULL
  ) STRICT`,
  // Everything that left or came, whatever became of it.
  `CREATE TABLE exchange_package (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL,
    direction TEXT NOT NULL CHECK (direction IN ('out', 'in')),
    kind TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('written', 'held', 'merged', 'rolledBack', 'refused')),
    cycle_id INTEGER NOT NULL REFERENCES cycle (id),
    workspace_uid TEXT NOT NULL, -- of who wrote it
    seat TEXT NOT NULL, -- of the other side
    unit_code TEXT NOT NULL,
    scorer TEXT NOT NULL,
    author TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    answers TEXT NOT NULL,
    token TEXT NOT NULL, -- what an answer has to prove; '' where none is awaited
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL, -- of the manifest
    bytes INTEGER NOT NULL,
    summary TEXT NOT NULL CHECK (json_valid(summary)),
    reason TEXT NOT NULL, -- why held, refused, or merged though late
    created_at TEXT NOT NULL,
    person TEXT NOT NULL,
    at TEXT NOT NULL,
    UNIQUE (uid, direction)
  ) STRICT`,
  `CREATE INDEX exchange_package_of_cycle ON exchange_package (cycle_id, id)`,
  `CREATE INDEX exchange_package_answered ON exchange_package (answers) WHERE answers <> ''`,
  `CREATE INDEX exchange_package_waiting ON exchange_package (cycle_id, state) WHERE state = 'held'`,
  // What was ever written into a cell that two people may write apart; never changed, never taken out.
  `CREATE TABLE cell_version (
    id TEXT PRIMARY KEY,
    cell TEXT NOT NULL,
    parents TEXT NOT NULL CHECK (json_valid(parents)),
    value TEXT NOT NULL CHECK (json_valid(value)),
    at TEXT NOT NULL,
    person TEXT NOT NULL,
    rank INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX cell_version_of_cell ON cell_version (cell)`,
  `CREATE TRIGGER cell_version_stands BEFORE UPDATE ON cell_version
    BEGIN SELECT RAISE(ABORT, 'CELL_VERSION_STANDS'); END`,
  `CREATE TRIGGER cell_version_kept BEFORE DELETE ON cell_version
    BEGIN SELECT RAISE(ABORT, 'CELL_VERSION_STANDS'); END`,
  // Those nobody has written upon: one, or as many as have to be decided between.
  `CREATE TABLE cell_head (
    cell TEXT NOT NULL,
    version_id TEXT NOT NULL REFERENCES cell_version (id),
    PRIMARY KEY (cell, version_id)
  ) STRICT, WITHOUT ROWID`,
  // Sums over versions, heads and changes, kept with every writing: nothing of them goes or comes unseen. One row.
  `CREATE TABLE exchange_sum (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    versions TEXT NOT NULL,
    heads TEXT NOT NULL,
    changes TEXT NOT NULL
  ) STRICT`,
  // What each merge did to each cell: for the ledger, and for taking it back.
  `CREATE TABLE exchange_change (
    package_id INTEGER NOT NULL REFERENCES exchange_package (id),
    cell TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('new', 'changed', 'conflict', 'kept', 'refused', 'same')),
    before TEXT NOT NULL CHECK (json_valid(before)), -- heads, as a JSON list
    after TEXT NOT NULL CHECK (json_valid(after)), -- where it is the same: what the package said
    PRIMARY KEY (package_id, cell)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX exchange_change_of_cell ON exchange_change (cell)`,
  // At a unit's seat: what the office told it of its result, one row for each package that did; the latest stands.
  `CREATE TABLE told_result (
    unit_id INTEGER NOT NULL REFERENCES unit (id),
    package_uid TEXT NOT NULL,
    sequence INTEGER NOT NULL, -- of the package, as is created_at
    created_at TEXT NOT NULL,
    told TEXT NOT NULL CHECK (json_valid(told)), -- shared/exchange/feedbackRow.ts
    at TEXT NOT NULL, -- when it was merged
    PRIMARY KEY (unit_id, package_uid)
  ) STRICT, WITHOUT ROWID`,
  // And what became of its appeals: the scores a decision changes are not there.
  `CREATE TABLE told_decision (
    appeal_id INTEGER PRIMARY KEY REFERENCES appeal (id),
    package_uid TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('upheld', 'adjusted')),
    decided_points INTEGER, -- hundredths
    opinion TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    total_before INTEGER, -- the unit's final score, hundredths; null where it did not move
    total_after INTEGER
  ) STRICT`,
];

export const exchange = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
