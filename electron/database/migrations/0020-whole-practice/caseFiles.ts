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
    list_id INTEGER NOT NULL REFERENCES case_list (id) ON DELETE CASCADE,
    unit_id INTEGER NOT NULL REFERENCES unit (id),
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
  `CREATE INDEX case_file_of_stratum ON case_file (list_id, unit_id, type, procedure)`,
  `CREATE TABLE case_draw (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    cycle_id INTEGER NOT NULL REFERENCES cycle (id),
    list_id INTEGER NOT NULL REFERENCES case_list (id),
    list_sha256 TEXT NOT NULL,
    algorithm TEXT NOT NULL,
    seed TEXT NOT NULL CHECK (seed <> ''),
    plan TEXT NOT NULL CHECK (json_valid(plan)), -- quota per type, spares
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
    UNIQUE (draw_id, case_file_id)
  ) STRICT`,
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
    score INTEGER CHECK (score BETWEEN 0 AND 10000), -- hundredths; null while open
    legal INTEGER CHECK (legal IN (0, 1)),
    highlights TEXT NOT NULL,
    opinion TEXT NOT NULL,
    locked_at TEXT,
    revision INTEGER NOT NULL CHECK (revision > 0),
    updated_at TEXT NOT NULL,
    UNIQUE (pick_id, account_id)
  ) STRICT`,
  `CREATE INDEX case_review_of_account ON case_review (account_id, pick_id)`,
  `CREATE TABLE case_result (
    pick_id INTEGER PRIMARY KEY REFERENCES case_pick (id),
    score INTEGER NOT NULL CHECK (score BETWEEN 0 AND 10000), -- hundredths
    legal INTEGER NOT NULL CHECK (legal IN (0, 1)),
    grade TEXT NOT NULL,
    method TEXT NOT NULL, -- how it came from the reviews, as a sentence
    unit_opinion TEXT NOT NULL,
    person TEXT NOT NULL,
    at TEXT NOT NULL
  ) STRICT`,
];
