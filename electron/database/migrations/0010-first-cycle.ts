import { sql, type Kysely } from 'kysely';

/** Refused where any score, scheme or part of a published system would be changed behind the services' back. */
const LAW_SHARE_HOLDS = `(
  SELECT COALESCE(SUM(CASE WHEN rule_of_law = 1 THEN weight ELSE 0 END), 0) * 10 >= COALESCE(SUM(weight), 1)
  FROM scheme_component WHERE scheme_id = %scheme%
)`;
const WEIGHTS_ARE_WHOLE = `(
  SELECT COALESCE(SUM(weight), 0) IN (10000, 100000) FROM scheme_component WHERE scheme_id = %scheme%
)`;

function schemeGuard(name: string, event: string, scheme: string, when: string): string {
  const of = (condition: string): string => condition.replaceAll('%scheme%', scheme);
  return `CREATE TRIGGER ${name} AFTER ${event} WHEN ${when} BEGIN
    SELECT CASE WHEN NOT ${of(LAW_SHARE_HOLDS)} THEN RAISE(ABORT, 'LAW_WEIGHT_BELOW_MINIMUM') END;
    SELECT CASE WHEN NOT ${of(WEIGHTS_ARE_WHOLE)} THEN RAISE(ABORT, 'WEIGHTS_NOT_WHOLE') END;
  END`;
}

const componentGuard = (event: 'INSERT' | 'UPDATE' | 'DELETE', row: 'NEW' | 'OLD'): string =>
  schemeGuard(
    `scheme_component_${event.toLowerCase()}_keeps_law_share`,
    `${event} ON scheme_component`,
    `${row}.scheme_id`,
    `(SELECT status FROM comprehensive_scheme WHERE id = ${row}.scheme_id) = 'active'`,
  );

/** A published indicator system never changes (product rule 5). */
function frozenWhenPublished(table: 'part' | 'item', event: 'INSERT' | 'UPDATE' | 'DELETE'): string {
  const row = event === 'INSERT' ? 'NEW' : 'OLD';
  return `CREATE TRIGGER ${table}_${event.toLowerCase()}_frozen BEFORE ${event} ON ${table}
    WHEN (SELECT status FROM indicator_system WHERE id = ${row}.system_id) = 'published'
    BEGIN SELECT RAISE(ABORT, 'INDICATOR_SYSTEM_PUBLISHED'); END`;
}

const STATEMENTS = [
  `CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID`,

  `CREATE TABLE indicator_system (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    system_key TEXT NOT NULL,
    title TEXT NOT NULL CHECK (title <> ''),
    version TEXT NOT NULL CHECK (version <> ''),
    year INTEGER NOT NULL CHECK (year BETWEEN 1990 AND 2200),
    status TEXT NOT NULL CHECK (status IN ('draft', 'published')),
    official INTEGER NOT NULL CHECK (official IN (0, 1)),
    note TEXT NOT NULL,
    settings TEXT NOT NULL CHECK (json_valid(settings)),
    based_on INTEGER REFERENCES indicator_system (id),
    created_at TEXT NOT NULL,
    published_at TEXT,
    UNIQUE (system_key, version),
    CHECK ((status = 'published') = (published_at IS NOT NULL))
  ) STRICT`,
  `CREATE TRIGGER indicator_system_frozen BEFORE UPDATE ON indicator_system WHEN OLD.status = 'published'
    BEGIN SELECT RAISE(ABORT, 'INDICATOR_SYSTEM_PUBLISHED'); END`,
  `CREATE TRIGGER indicator_system_kept BEFORE DELETE ON indicator_system WHEN OLD.status = 'published'
    BEGIN SELECT RAISE(ABORT, 'INDICATOR_SYSTEM_PUBLISHED'); END`,

  `CREATE TABLE part (
    id INTEGER PRIMARY KEY,
    system_id INTEGER NOT NULL REFERENCES indicator_system (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    section TEXT NOT NULL CHECK (section IN ('base', 'bonus', 'deduction', 'veto')),
    code TEXT NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    UNIQUE (system_id, position)
  ) STRICT`,
  `CREATE TABLE item (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    system_id INTEGER NOT NULL REFERENCES indicator_system (id) ON DELETE CASCADE,
    part_id INTEGER NOT NULL REFERENCES part (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    section TEXT NOT NULL CHECK (section IN ('base', 'bonus', 'deduction', 'veto')),
    code TEXT NOT NULL CHECK (code <> ''),
    level2_code TEXT NOT NULL,
    level2_name TEXT NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    requirement TEXT NOT NULL,
    points INTEGER NOT NULL CHECK (points >= 0), -- hundredths of a point
    rules TEXT NOT NULL CHECK (json_valid(rules)),
    standard TEXT NOT NULL,
    evidence TEXT NOT NULL CHECK (json_valid(evidence)),
    unit_groups TEXT NOT NULL CHECK (json_valid(unit_groups)),
    unit_tags TEXT NOT NULL CHECK (json_valid(unit_tags)),
    lead_scorer TEXT NOT NULL,
    basis TEXT NOT NULL CHECK (json_valid(basis)),
    UNIQUE (system_id, code),
    UNIQUE (system_id, position)
  ) STRICT`,
  `CREATE INDEX item_by_part ON item (part_id)`,
  ...(['part', 'item'] as const).flatMap((table) =>
    (['INSERT', 'UPDATE', 'DELETE'] as const).map((event) => frozenWhenPublished(table, event)),
  ),

  `CREATE TABLE cycle (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    year INTEGER NOT NULL UNIQUE CHECK (year BETWEEN 1990 AND 2200),
    name TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN
      ('draft', 'published', 'selfEvaluating', 'reviewing', 'feedback', 'approved', 'archived')),
    system_id INTEGER NOT NULL REFERENCES indicator_system (id),
    created_at TEXT NOT NULL
  ) STRICT`,

  `CREATE TABLE unit_group (
    id INTEGER PRIMARY KEY,
    cycle_id INTEGER NOT NULL REFERENCES cycle (id) ON DELETE CASCADE,
    name TEXT NOT NULL CHECK (name <> ''),
    note TEXT NOT NULL,
    position INTEGER NOT NULL,
    UNIQUE (cycle_id, name)
  ) STRICT`,
  `CREATE TABLE unit (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    cycle_id INTEGER NOT NULL REFERENCES cycle (id) ON DELETE CASCADE,
    group_id INTEGER NOT NULL REFERENCES unit_group (id),
    code TEXT NOT NULL CHECK (code <> ''),
    name TEXT NOT NULL CHECK (name <> ''),
    short_name TEXT NOT NULL,
    tags TEXT NOT NULL CHECK (json_valid(tags)),
    position INTEGER NOT NULL,
    UNIQUE (cycle_id, code)
  ) STRICT`,
  `CREATE INDEX unit_in_order ON unit (cycle_id, position, id)`,
  `CREATE INDEX unit_by_group ON unit (group_id)`,

  `CREATE TABLE score (
    unit_id INTEGER NOT NULL REFERENCES unit (id) ON DELETE RESTRICT,
    item_id INTEGER NOT NULL REFERENCES item (id) ON DELETE RESTRICT,
    inputs TEXT NOT NULL CHECK (json_valid(inputs)),
    direct_points TEXT NOT NULL,
    not_applicable INTEGER NOT NULL CHECK (not_applicable IN (0, 1)),
    reason TEXT NOT NULL,
    scorer TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('unscored', 'notApplicable', 'scored')),
    points INTEGER CHECK (points >= 0), -- hundredths of a point
    veto TEXT CHECK (veto IN ('fail', 'capGood')),
    case_sum INTEGER CHECK (case_sum >= 0), -- hundredths
    case_count INTEGER CHECK (case_count > 0),
    revision INTEGER NOT NULL CHECK (revision > 0),
    updated_at TEXT NOT NULL,
    PRIMARY KEY (unit_id, item_id),
    CHECK ((status = 'scored') = (points IS NOT NULL))
  ) STRICT, WITHOUT ROWID`,
  // Everything the totals add up, without the wide rows: S4 reads only this index.
  `CREATE INDEX score_sums ON score (unit_id, item_id, status, points, veto, case_sum, case_count)`,
  `CREATE INDEX score_by_item ON score (item_id, unit_id)`,

  `CREATE TABLE score_history (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    unit_id INTEGER NOT NULL REFERENCES unit (id),
    item_id INTEGER NOT NULL REFERENCES item (id),
    revision INTEGER NOT NULL,
    edit_id TEXT NOT NULL,
    inputs TEXT NOT NULL,
    direct_points TEXT NOT NULL,
    not_applicable INTEGER NOT NULL,
    reason TEXT NOT NULL,
    scorer TEXT NOT NULL,
    status TEXT NOT NULL,
    points INTEGER,
    at TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX score_history_of_score ON score_history (unit_id, item_id, id)`,

  `CREATE TABLE self_evaluation (
    unit_id INTEGER NOT NULL REFERENCES unit (id),
    item_id INTEGER NOT NULL REFERENCES item (id),
    points TEXT NOT NULL,
    statement TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    PRIMARY KEY (unit_id, item_id)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX self_evaluation_by_item ON self_evaluation (item_id)`,
  `CREATE TABLE prior_score (
    unit_id INTEGER NOT NULL REFERENCES unit (id) ON DELETE CASCADE,
    item_code TEXT NOT NULL,
    points INTEGER,
    reason TEXT NOT NULL,
    PRIMARY KEY (unit_id, item_code)
  ) STRICT, WITHOUT ROWID`,

  `CREATE TABLE evidence_file (
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    size INTEGER NOT NULL CHECK (size > 0),
    added_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE evidence (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    unit_id INTEGER NOT NULL REFERENCES unit (id),
    sha256 TEXT NOT NULL REFERENCES evidence_file (sha256),
    name TEXT NOT NULL CHECK (name <> ''),
    document_number TEXT NOT NULL,
    formed_on TEXT NOT NULL,
    added_by TEXT NOT NULL,
    added_at TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX evidence_of_unit ON evidence (unit_id)`,
  `CREATE INDEX evidence_by_file ON evidence (sha256)`,
  `CREATE TABLE evidence_link (
    evidence_id INTEGER NOT NULL REFERENCES evidence (id) ON DELETE CASCADE,
    item_id INTEGER NOT NULL REFERENCES item (id),
    position INTEGER NOT NULL,
    judgement TEXT NOT NULL DEFAULT 'pending' CHECK (judgement IN ('pending', 'accepted', 'rejected')),
    judgement_reason TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (evidence_id, item_id)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX evidence_link_by_item ON evidence_link (item_id, evidence_id)`,

  `CREATE TABLE comprehensive_scheme (
    id INTEGER PRIMARY KEY,
    group_id INTEGER NOT NULL UNIQUE REFERENCES unit_group (id) ON DELETE CASCADE,
    status TEXT NOT NULL CHECK (status IN ('draft', 'active'))
  ) STRICT`,
  `CREATE TABLE scheme_component (
    id INTEGER PRIMARY KEY,
    scheme_id INTEGER NOT NULL REFERENCES comprehensive_scheme (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    weight INTEGER NOT NULL CHECK (weight > 0), -- hundredths of a point of the comprehensive total
    rule_of_law INTEGER NOT NULL CHECK (rule_of_law IN (0, 1)),
    UNIQUE (scheme_id, name)
  ) STRICT`,
  // The law share is at least a tenth and the weights are whole, whoever writes (product rule 4, practice page §9).
  schemeGuard(
    'scheme_activation_needs_law_share',
    'UPDATE OF status ON comprehensive_scheme',
    'NEW.id',
    `NEW.status = 'active'`,
  ),
  schemeGuard(
    'scheme_insert_needs_law_share',
    'INSERT ON comprehensive_scheme',
    'NEW.id',
    `NEW.status = 'active'`,
  ),
  componentGuard('INSERT', 'NEW'),
  componentGuard('UPDATE', 'NEW'),
  // Deleting the whole scheme cascades here after its own row is gone, so its status no longer reads 'active'.
  componentGuard('DELETE', 'OLD'),

  `CREATE TABLE other_score (
    component_id INTEGER NOT NULL REFERENCES scheme_component (id) ON DELETE CASCADE,
    unit_id INTEGER NOT NULL REFERENCES unit (id) ON DELETE CASCADE,
    score INTEGER NOT NULL CHECK (score BETWEEN 0 AND 10000), -- hundredths
    PRIMARY KEY (component_id, unit_id)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX other_score_of_unit ON other_score (unit_id)`,

  `CREATE TABLE ui_state (key TEXT PRIMARY KEY, value TEXT NOT NULL CHECK (json_valid(value))) STRICT, WITHOUT ROWID`,
];

/** One cycle with its indicator system, units, scores, evidence and comprehensive schemes. */
export const firstCycle = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
