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
    open TEXT NOT NULL CHECK (json_valid(open)), -- what was still open and confirmed, as sentences
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
  // Every handing in with what the check found then; a later round never replaces an earlier one.
  `CREATE TABLE submission_hand_in (
    id INTEGER PRIMARY KEY,
    unit_id INTEGER NOT NULL REFERENCES unit (id),
    round INTEGER NOT NULL,
    report TEXT NOT NULL CHECK (json_valid(report)),
    reason TEXT NOT NULL, -- why the office handed it in although something was missing; '' usually
    days_late INTEGER NOT NULL CHECK (days_late >= 0),
    person TEXT NOT NULL,
    at TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX submission_hand_in_of_unit ON submission_hand_in (unit_id, id)`,
  ...appendOnly('submission_hand_in', 'SUBMISSION_IS_KEPT'),
  `CREATE TABLE not_applicable_request (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    unit_id INTEGER NOT NULL REFERENCES unit (id) ON DELETE CASCADE,
    item_id INTEGER NOT NULL REFERENCES item (id),
    reason TEXT NOT NULL CHECK (reason <> ''),
    basis TEXT NOT NULL,
    lead_opinion TEXT NOT NULL,
    lead_by TEXT NOT NULL,
    office_opinion TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('requested', 'approved', 'refused', 'withdrawn')),
    requested_by TEXT NOT NULL,
    requested_at TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_at TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX not_applicable_request_of_score ON not_applicable_request (unit_id, item_id, id)`,
  `CREATE UNIQUE INDEX not_applicable_request_one_open ON not_applicable_request (unit_id, item_id)
    WHERE state = 'requested'`,
  `CREATE TRIGGER not_applicable_decision_stands BEFORE UPDATE ON not_applicable_request
    WHEN OLD.state <> 'requested' AND NOT (OLD.state = 'approved' AND NEW.state = 'refused')
    BEGIN SELECT RAISE(ABORT, 'NOT_APPLICABLE_ALREADY_DECIDED'); END`,

  `CREATE TABLE approved_result (
    id INTEGER PRIMARY KEY,
    cycle_id INTEGER NOT NULL REFERENCES cycle (id),
    number INTEGER NOT NULL CHECK (number > 0), -- 1 is the approval, later ones its successors
    kind TEXT NOT NULL CHECK (kind IN ('approval', 'correction')),
    reason TEXT NOT NULL,
    basis TEXT NOT NULL, -- document a correction rests on
    open TEXT NOT NULL CHECK (json_valid(open)), -- what was still open and confirmed, as sentences
    adjustment_id INTEGER REFERENCES score_adjustment (id), -- the correction's step
    parts TEXT NOT NULL CHECK (json_valid(parts)), -- level-1 parts: [{code, name}]
    person TEXT NOT NULL,
    at TEXT NOT NULL,
    app_version TEXT NOT NULL,
    digest TEXT NOT NULL CHECK (length(digest) = 64), -- of all of it, its units, and the digest before
    UNIQUE (cycle_id, number),
    CHECK ((kind = 'correction') = (adjustment_id IS NOT NULL)),
    CHECK (number = 1 OR reason <> '')
  ) STRICT`,
  // Points in hundredths. Names stand here and unit_id refers to nothing: what a later year or a reopened draft makes
  // of its units changes no result.
  `CREATE TABLE approved_unit (
    result_id INTEGER NOT NULL REFERENCES approved_result (id),
    unit_id INTEGER NOT NULL,
    position INTEGER NOT NULL, -- groups in their order, units in list order
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    short_name TEXT NOT NULL,
    group_name TEXT NOT NULL,
    raw INTEGER NOT NULL,
    applicable INTEGER NOT NULL,
    converted INTEGER NOT NULL,
    bonus INTEGER NOT NULL,
    deduction INTEGER NOT NULL,
    final INTEGER NOT NULL,
    unscored INTEGER NOT NULL,
    scored INTEGER NOT NULL,
    veto TEXT CHECK (veto IN ('fail', 'capGood')),
    rank INTEGER,
    grade TEXT,
    grade_note TEXT,
    contribution INTEGER,
    comprehensive_total INTEGER,
    comprehensive_rank INTEGER,
    parts TEXT NOT NULL CHECK (json_valid(parts)), -- [{scored, applicable, unscored}] in the order of the result's parts
    other_scores TEXT NOT NULL CHECK (json_valid(other_scores)),
    composite TEXT CHECK (json_valid(composite)), -- parts the final score was put together from; NULL: of the indicators alone
    PRIMARY KEY (result_id, unit_id)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX approved_unit_by_code ON approved_unit (code, result_id)`,
  // 更正 of a frozen result: the office proposes, the approver confirms or refuses.
  `CREATE TABLE correction (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    cycle_id INTEGER NOT NULL REFERENCES cycle (id),
    unit_id INTEGER NOT NULL REFERENCES unit (id),
    item_id INTEGER NOT NULL REFERENCES item (id),
    from_points INTEGER NOT NULL CHECK (from_points >= 0), -- hundredths, final score when it was proposed
    to_points INTEGER NOT NULL CHECK (to_points >= 0),
    reason TEXT NOT NULL CHECK (reason <> ''),
    basis TEXT NOT NULL CHECK (basis <> ''),
    state TEXT NOT NULL CHECK (state IN ('proposed', 'confirmed', 'refused')),
    opinion TEXT NOT NULL,
    proposed_by TEXT NOT NULL,
    proposed_at TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    result_id INTEGER REFERENCES approved_result (id), -- the successor it led to
    CHECK ((state = 'confirmed') = (result_id IS NOT NULL))
  ) STRICT`,
  `CREATE INDEX correction_of_cycle ON correction (cycle_id, id)`,
  `CREATE UNIQUE INDEX correction_one_open ON correction (unit_id, item_id) WHERE state = 'proposed'`,
  `CREATE TRIGGER correction_decision_stands BEFORE UPDATE ON correction WHEN OLD.state <> 'proposed'
    BEGIN SELECT RAISE(ABORT, 'CORRECTION_ALREADY_DECIDED'); END`,
  ...appendOnly('approved_result', 'APPROVED_RESULT_IS_FROZEN'),
  ...appendOnly('approved_unit', 'APPROVED_RESULT_IS_FROZEN'),
];
