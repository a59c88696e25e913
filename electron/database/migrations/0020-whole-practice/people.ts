import { appendOnly } from './appendOnly';

/** Local accounts, and the trail of everything anybody did. Practice page §4. */
export const PEOPLE = [
  `CREATE TABLE account (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    unit_code TEXT NOT NULL, -- the unit the person belongs to, in every cycle; '' for none
    roles TEXT NOT NULL CHECK (json_valid(roles)),
    all_items INTEGER NOT NULL CHECK (all_items IN (0, 1)), -- scores every item, not only assigned ones
    password TEXT NOT NULL, -- PHC string of a memory-hard hash; '' where none is set
    recovery TEXT NOT NULL, -- the same of the recovery code; '' where there is none
    failures INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0),
    blocked_until TEXT NOT NULL DEFAULT '',
    must_change INTEGER NOT NULL DEFAULT 0 CHECK (must_change IN (0, 1)), -- the password was set by somebody else
    recovered_at TEXT NOT NULL DEFAULT '', -- a recovery code was used, and the office has not taken note of it yet
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    created_at TEXT NOT NULL
  ) STRICT`,
  // Whoever has a workspace of an older format, or makes a new one, is the office until accounts are set up.
  `INSERT INTO account (uid, name, unit_code, roles, all_items, password, recovery, created_at)
    VALUES (lower(hex(randomblob(16))), '考评办', '',
      '["officeAdmin","leadScorer","fileReviewer","siteChecker","approver"]', 1, '', '',
      strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))`,

  // AUTOINCREMENT: the highest number ever given is kept, so that cutting the end off and moving the head back shows.
  `CREATE TABLE audit_entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    person TEXT NOT NULL,
    account_uid TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL, -- what it was done to, as a person reads it
    unit_id INTEGER, -- no reference: a unit may be taken out while a cycle is a draft, its trail stays
    item_id INTEGER,
    edit_id TEXT NOT NULL,
    before TEXT NOT NULL CHECK (before = '' OR json_valid(before)),
    after TEXT NOT NULL CHECK (after = '' OR json_valid(after)),
    reason TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL CHECK (length(hash) = 64)
  ) STRICT`,
  `CREATE INDEX audit_of_score ON audit_entry (unit_id, item_id, id)`,
  `CREATE INDEX audit_of_edit ON audit_entry (edit_id, id) WHERE edit_id <> ''`,
  `CREATE INDEX audit_of_action ON audit_entry (action, id)`,
  `CREATE INDEX audit_of_person ON audit_entry (person, id)`,
  // The head says how long the chain is, so that cutting its end off shows too.
  `CREATE TABLE audit_head (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    entries INTEGER NOT NULL,
    hash TEXT NOT NULL
  ) STRICT`,
  `INSERT INTO audit_head (id, entries, hash) VALUES (1, 0, '')`,
  `CREATE TRIGGER audit_entry_continues_chain BEFORE INSERT ON audit_entry
    WHEN NOT EXISTS (SELECT 1 FROM audit_head WHERE entries + 1 = NEW.id AND hash = NEW.previous_hash)
    BEGIN SELECT RAISE(ABORT, 'AUDIT_CHAIN_BROKEN'); END`,
  `CREATE TRIGGER audit_entry_moves_head AFTER INSERT ON audit_entry
    BEGIN UPDATE audit_head SET entries = NEW.id, hash = NEW.hash; END`,
  `CREATE TRIGGER audit_head_follows_chain BEFORE UPDATE ON audit_head
    WHEN NOT EXISTS (SELECT 1 FROM audit_entry WHERE id = NEW.entries AND hash = NEW.hash)
      OR NEW.entries <= OLD.entries
    BEGIN SELECT RAISE(ABORT, 'AUDIT_TRAIL_IS_APPEND_ONLY'); END`,
  `CREATE TRIGGER audit_head_kept BEFORE DELETE ON audit_head
    BEGIN SELECT RAISE(ABORT, 'AUDIT_TRAIL_IS_APPEND_ONLY'); END`,
  ...appendOnly('audit_entry', 'AUDIT_TRAIL_IS_APPEND_ONLY'),
];
