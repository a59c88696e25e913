/** On-site checks and appeals. Practice page §4, §5, §12; peers.md 1.9. */
export const REVIEWS = [
  `CREATE TABLE site_check (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    cycle_id INTEGER NOT NULL REFERENCES cycle (id),
    unit_id INTEGER NOT NULL REFERENCES unit (id),
    team TEXT NOT NULL,
    planned_on TEXT NOT NULL,
    checked_on TEXT NOT NULL,
    note TEXT NOT NULL,
    person TEXT NOT NULL,
    at TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX site_check_of_cycle ON site_check (cycle_id, unit_id)`,
  `CREATE TABLE site_check_item (
    id INTEGER PRIMARY KEY,
    check_id INTEGER NOT NULL REFERENCES site_check (id) ON DELETE CASCADE,
    item_id INTEGER NOT NULL REFERENCES item (id),
    doubt TEXT NOT NULL, -- why it is on the list
    outcome TEXT NOT NULL CHECK (outcome IN ('open', 'confirmed', 'adjusted')),
    finding TEXT NOT NULL,
    adjustment_id INTEGER REFERENCES score_adjustment (id),
    person TEXT NOT NULL,
    at TEXT NOT NULL,
    UNIQUE (check_id, item_id),
    CHECK ((outcome = 'adjusted') = (adjustment_id IS NOT NULL)),
    CHECK (outcome = 'open' OR (finding <> '' AND person <> ''))
  ) STRICT`,
  `CREATE INDEX site_check_item_open ON site_check_item (check_id) WHERE outcome = 'open'`,
  `CREATE TRIGGER site_finding_stands BEFORE UPDATE ON site_check_item WHEN OLD.outcome <> 'open'
    BEGIN SELECT RAISE(ABORT, 'SITE_CHECK_ALREADY_RECORDED'); END`,
  `CREATE TRIGGER site_finding_kept BEFORE DELETE ON site_check_item WHEN OLD.outcome <> 'open'
    BEGIN SELECT RAISE(ABORT, 'SITE_CHECK_ALREADY_RECORDED'); END`,
  `CREATE TABLE appeal (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    cycle_id INTEGER NOT NULL REFERENCES cycle (id),
    unit_id INTEGER NOT NULL REFERENCES unit (id),
    item_id INTEGER NOT NULL REFERENCES item (id),
    grounds TEXT NOT NULL CHECK (grounds <> ''),
    requested_points INTEGER, -- hundredths; null where none was asked for
    original_points INTEGER, -- hundredths, the score appealed against
    state TEXT NOT NULL CHECK (state IN ('filed', 'upheld', 'adjusted', 'withdrawn')),
    decided_points INTEGER,
    opinion TEXT NOT NULL,
    filed_by TEXT NOT NULL,
    filed_at TEXT NOT NULL,
    late_reason TEXT NOT NULL, -- why it was taken after the window; '' within it
    decided_by TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    adjustment_id INTEGER REFERENCES score_adjustment (id),
    CHECK ((state = 'adjusted') = (adjustment_id IS NOT NULL)),
    CHECK (state NOT IN ('upheld', 'adjusted') OR (opinion <> '' AND decided_by <> '' AND decided_points IS NOT NULL))
  ) STRICT`,
  `CREATE INDEX appeal_of_cycle ON appeal (cycle_id, state, id)`,
  `CREATE INDEX appeal_of_score ON appeal (unit_id, item_id)`,
  `CREATE UNIQUE INDEX appeal_one_open ON appeal (unit_id, item_id) WHERE state = 'filed'`,
  `CREATE TRIGGER appeal_decision_stands BEFORE UPDATE ON appeal WHEN OLD.state IN ('upheld', 'adjusted', 'withdrawn')
    BEGIN SELECT RAISE(ABORT, 'APPEAL_ALREADY_DECIDED'); END`,
  `CREATE TRIGGER appeal_kept BEFORE DELETE ON appeal BEGIN SELECT RAISE(ABORT, 'APPEAL_IS_KEPT'); END`,
  `CREATE TABLE appeal_evidence (
    appeal_id INTEGER NOT NULL REFERENCES appeal (id) ON DELETE CASCADE,
    evidence_id INTEGER NOT NULL REFERENCES evidence (id),
    PRIMARY KEY (appeal_id, evidence_id)
  ) STRICT, WITHOUT ROWID`,
];
