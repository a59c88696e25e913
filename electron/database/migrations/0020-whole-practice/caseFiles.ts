import { appendOnly } from './appendOnly';

/** 案卷评查: list of case files, reproducible draw, reviews, results. Practice page §10. */
export const CASE_FILES = [
  `CREATE TABLE case_list (
    id INTEGER PRIMARY KEY,
    cycle_id INTEGER NOT NULL REFERENCES cycle (id),
    file_name TEXT NOT NULL,
    row_count INTEGER NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64), -- of the canonical list, whatever its order
    person TEXT NOT NULL,
    at TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX case_list_of_cycle ON case_list (cycle_id, id)`,
  `CREATE TABLE case_file (
    id INTEGER PRIMARY KEY,
    list_id INTEGER NOT NULL REFERENCES case_list (id),
    unit_id INTEGER NOT NULL REFERENCES unit (id),
    unit_code TEXT NOT NULL, -- as it was at the import: the hash is taken of it
    position INTEGER NOT NULL,
    number TEXT NOT NULL CHECK (number <> ''), -- 案号
    matter TEXT NOT NULL, -- 案由或事项
    party TEXT NOT NULL,
    type TEXT NOT NULL CHECK (type <> ''), -- 行政处罚, 行政许可, 行政强制 …
    procedure TEXT NOT NULL, -- 普通程序, 简易程序 …
    closed_on TEXT NOT NULL,
    handler TEXT NOT NULL,
    fine TEXT NOT NULL, -- as written
    UNIQUE (list_id, unit_id, type, number)
  ) STRICT`,
  `CREATE INDEX case_file_of_unit ON case_file (unit_id)`,
  // 零报告: the unit handed its list in and had no such file, which is not the same as handing nothing in.
  `CREATE TABLE case_zero_report (
    list_id INTEGER NOT NULL REFERENCES case_list (id),
    unit_id INTEGER NOT NULL REFERENCES unit (id),
    unit_code TEXT NOT NULL,
    type TEXT NOT NULL, -- '' for every type
    PRIMARY KEY (list_id, unit_id, type)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX case_zero_report_of_unit ON case_zero_report (unit_id)`,
  // Draws refer to lists by their hash: a later import makes a new list.
  ...appendOnly('case_list', 'CASE_LIST_IS_KEPT'),
  ...appendOnly('case_file', 'CASE_LIST_IS_KEPT'),
  ...appendOnly('case_zero_report', 'CASE_LIST_IS_KEPT'),
  `CREATE TABLE case_draw (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    cycle_id INTEGER NOT NULL REFERENCES cycle (id),
    list_id INTEGER NOT NULL REFERENCES case_list (id),
    list_sha256 TEXT NOT NULL,
    algorithm TEXT NOT NULL,
    seed TEXT NOT NULL CHECK (seed <> ''),
    seed_source TEXT NOT NULL CHECK (seed_source IN ('typed', 'random')),
    seed_note TEXT NOT NULL, -- where a typed seed came from
    plan TEXT NOT NULL CHECK (json_valid(plan)), -- quota per type, spares
    reason TEXT NOT NULL, -- why drawn again; '' for the first draw
    person TEXT NOT NULL,
    at TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX case_draw_of_cycle ON case_draw (cycle_id, id)`,
  ...appendOnly('case_draw', 'CASE_DRAW_IS_KEPT'),
  `CREATE TABLE case_pick (
    id INTEGER PRIMARY KEY,
    draw_id INTEGER NOT NULL REFERENCES case_draw (id),
    case_file_id INTEGER NOT NULL REFERENCES case_file (id),
    stratum TEXT NOT NULL,
    place INTEGER NOT NULL, -- order of drawing within the stratum
    origin TEXT NOT NULL CHECK (origin IN ('drawn', 'spare', 'manual')),
    state TEXT NOT NULL CHECK (state IN ('active', 'waiting', 'replaced')), -- waiting: a spare not needed yet
    note TEXT NOT NULL, -- why picked by hand, or why replaced
    unit_opinion TEXT NOT NULL DEFAULT '', -- 被评单位意见 on the result
    UNIQUE (draw_id, case_file_id)
  ) STRICT`,
  // Which files were drawn, and in what order, stays; only whether they still stand may change.
  `CREATE TRIGGER case_pick_is_kept BEFORE UPDATE OF draw_id, case_file_id, stratum, place, origin ON case_pick
    BEGIN SELECT RAISE(ABORT, 'CASE_DRAW_IS_KEPT'); END`,
  `CREATE TRIGGER case_pick_no_delete BEFORE DELETE ON case_pick
    BEGIN SELECT RAISE(ABORT, 'CASE_DRAW_IS_KEPT'); END`,
  `CREATE INDEX case_pick_of_file ON case_pick (case_file_id)`,
  `CREATE TABLE review_template (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL CHECK (type <> ''),
    name TEXT NOT NULL,
    version TEXT NOT NULL,
    source TEXT NOT NULL,
    content TEXT NOT NULL CHECK (json_valid(content)),
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    at TEXT NOT NULL,
    UNIQUE (type, version)
  ) STRICT`,
  `CREATE TABLE case_review (
    id INTEGER PRIMARY KEY,
    pick_id INTEGER NOT NULL REFERENCES case_pick (id),
    account_id INTEGER NOT NULL REFERENCES account (id),
    round INTEGER NOT NULL CHECK (round BETWEEN 1 AND 3), -- 3: called in because two differ
    template_id INTEGER NOT NULL REFERENCES review_template (id),
    findings TEXT NOT NULL CHECK (json_valid(findings)),
    score INTEGER CHECK (score BETWEEN 0 AND 10000), -- hundredths; null until something is stated
    legal INTEGER CHECK (legal IN (0, 1)),
    highlights TEXT NOT NULL,
    opinion TEXT NOT NULL,
    locked_at TEXT,
    revision INTEGER NOT NULL CHECK (revision > 0),
    updated_at TEXT NOT NULL,
    UNIQUE (pick_id, account_id),
    UNIQUE (pick_id, round)
  ) STRICT`,
  `CREATE INDEX case_review_of_account ON case_review (account_id, pick_id)`,
  // What SQLite asks before a standard changes.
  `CREATE INDEX case_review_of_template ON case_review (template_id)`,
  `CREATE TABLE case_result (
    pick_id INTEGER PRIMARY KEY REFERENCES case_pick (id),
    score INTEGER NOT NULL CHECK (score BETWEEN 0 AND 10000), -- hundredths
    legal INTEGER NOT NULL CHECK (legal IN (0, 1)),
    grade TEXT NOT NULL,
    method TEXT NOT NULL, -- how it came from the reviews, as a sentence
    person TEXT NOT NULL,
    at TEXT NOT NULL
  ) STRICT`,
];
