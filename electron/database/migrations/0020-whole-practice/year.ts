import { appendOnly } from './appendOnly';

const STATES = `('draft', 'published', 'selfEvaluating', 'reviewing', 'feedback', 'approved', 'archived')`;

/** The year's stages, what units hand in, and the approved results. product.md 'The year's work', practice page §5. */
export const YEAR = [
  `CREATE TABLE cycle_deadline (
    cycle_id INTEGER NOT NULL REFERENCES cycle (id) ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN ${STATES}),
    due_on TEXT NOT NULL, -- ISO date the stage should end on
    PRIMARY KEY (cycle_id, state)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE cycle_transition (
    id INTEGER PRIMARY KEY,
    cycle_id INTEGER NOT NULL REFERENCES cycle (id) ON DELETE CASCADE,
    from_state TEXT NOT NULL CHECK (from_state IN ${STATES}),
    to_state TEXT NOT NULL CHECK (to_state IN ${STATES}),
    reason TEXT NOT NULL,
    person TEXT NOT NULL,
    at TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX cycle_transition_of_cycle ON cycle_transition (cycle_id, id)`,
  ...appendOnly('cycle_transition', 'CYCLE_HISTORY_IS_KEPT'),
  // Things a cycle is run by that are not part of the indicator system: composite weights, spread limits, appeal days …
  `CREATE TABLE cycle_setting (
    cycle_id INTEGER NOT NULL REFERENCES cycle (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    value TEXT NOT NULL CHECK (json_valid(value)),
    PRIMARY KEY (cycle_id, key)
  ) STRICT, WITHOUT ROWID`,

  `CREATE TABLE submission (
    unit_id INTEGER PRIMARY KEY REFERENCES unit (id) ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN ('filling', 'submitted', 'returned', 'accepted')),
    round INTEGER NOT NULL CHECK (round > 0),
    due_on TEXT NOT NULL, -- a deadline of its own after a return; '' for the cycle's
    submitted_by TEXT NOT NULL,
    submitted_at TEXT NOT NULL,
    accepted_by TEXT NOT NULL,
    accepted_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE submission_return (
    id INTEGER PRIMARY KEY,
    unit_id INTEGER NOT NULL REFERENCES unit (id) ON DELETE CASCADE,
    round INTEGER NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> ''),
    items TEXT NOT NULL CHECK (json_valid(items)), -- [{itemId, reason}]
    due_on TEXT NOT NULL,
    person TEXT NOT NULL,
    at TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX submission_return_of_unit ON submission_return (unit_id, id)`,
  `CREATE TABLE not_applicable_request (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    unit_id INTEGER NOT NULL REFERENCES unit (id) ON DELETE CASCADE,
    item_id INTEGER NOT NULL REFERENCES item (id),
    reason TEXT NOT NULL CHECK (reason <> ''),
    basis TEXT NOT NULL,
    lead_opinion TEXT NOT NULL,
    office_opinion TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('requested', 'approved', 'refused')),
    requested_by TEXT NOT NULL,
    requested_at TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_at TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX not_applicable_request_of_score ON not_applicable_request (unit_id, item_id, id)`,

  `CREATE TABLE approved_result (
    id INTEGER PRIMARY KEY,
    cycle_id INTEGER NOT NULL REFERENCES cycle (id),
    number INTEGER NOT NULL CHECK (number > 0), -- 1 is the approval, later ones its successors
    reason TEXT NOT NULL,
    person TEXT NOT NULL,
    at TEXT NOT NULL,
    app_version TEXT NOT NULL,
    digest TEXT NOT NULL CHECK (length(digest) = 64), -- of all its units
    UNIQUE (cycle_id, number)
  ) STRICT`,
  // Points in hundredths.
  `CREATE TABLE approved_unit (
    result_id INTEGER NOT NULL REFERENCES approved_result (id),
    unit_id INTEGER NOT NULL REFERENCES unit (id),
    raw INTEGER NOT NULL,
    applicable INTEGER NOT NULL,
    converted INTEGER NOT NULL,
    bonus INTEGER NOT NULL,
    deduction INTEGER NOT NULL,
    final INTEGER NOT NULL,
    unscored INTEGER NOT NULL,
    veto TEXT CHECK (veto IN ('fail', 'capGood')),
    rank INTEGER,
    grade TEXT,
    grade_note TEXT,
    contribution INTEGER,
    comprehensive_total INTEGER,
    comprehensive_rank INTEGER,
    PRIMARY KEY (result_id, unit_id)
  ) STRICT, WITHOUT ROWID`,
  ...appendOnly('approved_result', 'APPROVED_RESULT_IS_FROZEN'),
  ...appendOnly('approved_unit', 'APPROVED_RESULT_IS_FROZEN'),
];
