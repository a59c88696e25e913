/** 整改, 约谈, 满意度测评. Practice page §7, §12, §13. */
export const RECTIFICATION = [
  `CREATE TABLE problem (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    cycle_id INTEGER NOT NULL REFERENCES cycle (id), -- the year it was found in
    number INTEGER NOT NULL, -- 序号 within that year
    unit_code TEXT NOT NULL, -- by code: it stays open across years
    text TEXT NOT NULL CHECK (text <> ''),
    source TEXT NOT NULL CHECK (source IN ('assessment', 'inspection', 'caseReview', 'patrol', 'other')),
    item_code TEXT NOT NULL,
    from_score INTEGER NOT NULL CHECK (from_score IN (0, 1)), -- made from a deduction
    leader TEXT NOT NULL,
    due_on TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'planned', 'inProgress', 'closeRequested', 'closed')),
    repeat_of INTEGER REFERENCES problem (id),
    closing_opinion TEXT NOT NULL,
    closed_by TEXT NOT NULL,
    closed_at TEXT NOT NULL,
    person TEXT NOT NULL,
    at TEXT NOT NULL,
    UNIQUE (cycle_id, number)
  ) STRICT`,
  `CREATE INDEX problem_of_unit ON problem (unit_code, item_code)`,
  `CREATE INDEX problem_due ON problem (state, due_on)`,
  `CREATE TABLE measure (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    problem_id INTEGER NOT NULL REFERENCES problem (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    text TEXT NOT NULL CHECK (text <> ''),
    responsible TEXT NOT NULL,
    due_on TEXT NOT NULL,
    progress TEXT NOT NULL,
    done_on TEXT NOT NULL, -- '' while open
    updated_at TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX measure_of_problem ON measure (problem_id, position)`,
  `CREATE TABLE problem_file (
    problem_id INTEGER NOT NULL REFERENCES problem (id) ON DELETE CASCADE,
    sha256 TEXT NOT NULL REFERENCES evidence_file (sha256),
    name TEXT NOT NULL CHECK (name <> ''),
    person TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (problem_id, sha256)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX problem_file_by_file ON problem_file (sha256)`,
  `CREATE TABLE interview (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    cycle_id INTEGER NOT NULL REFERENCES cycle (id),
    number TEXT NOT NULL UNIQUE, -- 2025-Q3-007
    unit_code TEXT NOT NULL,
    interviewee TEXT NOT NULL,
    situation TEXT NOT NULL,
    held_on TEXT NOT NULL,
    place TEXT NOT NULL,
    host TEXT NOT NULL,
    attendees TEXT NOT NULL,
    problems TEXT NOT NULL,
    demands TEXT NOT NULL,
    due_on TEXT NOT NULL,
    report_on TEXT NOT NULL,
    outcome TEXT NOT NULL,
    person TEXT NOT NULL,
    at TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE survey_result (
    unit_id INTEGER PRIMARY KEY REFERENCES unit (id) ON DELETE CASCADE,
    sent INTEGER NOT NULL CHECK (sent >= 0),
    valid INTEGER NOT NULL CHECK (valid > 0 AND valid <= sent), -- sample the score rests on
    score INTEGER NOT NULL CHECK (score BETWEEN 0 AND 10000), -- hundredths
    note TEXT NOT NULL,
    updated_at TEXT NOT NULL
  ) STRICT`,
];
