import { appendOnly } from './appendOnly';

/** What stands between a scorer's figure and the one that counts. Practice page §5.2 and §6.10. */
export const LAYERS = [
  // 审核分 stays `points`; 核查调整分 is `adjustment`, already cut to what the item allows; the totals add up 最终分.
  `ALTER TABLE score ADD COLUMN adjustment INTEGER NOT NULL DEFAULT 0`,
  `ALTER TABLE score ADD COLUMN final_points INTEGER AS (points + adjustment) VIRTUAL`,
  // 1: decided from several markings, so `direct_points` is not bound to the rule's steps.
  `ALTER TABLE score ADD COLUMN settled INTEGER NOT NULL DEFAULT 0 CHECK (settled IN (0, 1))`,
  `ALTER TABLE score_history ADD COLUMN settled INTEGER NOT NULL DEFAULT 0`,
  `DROP INDEX score_sums`,
  `CREATE INDEX score_sums ON score
    (unit_id, item_id, status, points, adjustment, veto, case_sum, case_count)`,

  `CREATE TABLE score_adjustment (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    unit_id INTEGER NOT NULL REFERENCES unit (id),
    item_id INTEGER NOT NULL REFERENCES item (id),
    kind TEXT NOT NULL CHECK (kind IN ('siteCheck', 'appeal', 'correction')),
    from_points INTEGER NOT NULL CHECK (from_points >= 0), -- hundredths, the score before
    to_points INTEGER NOT NULL CHECK (to_points >= 0),
    reason TEXT NOT NULL CHECK (reason <> ''),
    basis TEXT NOT NULL, -- document, finding or appeal it rests on
    person TEXT NOT NULL,
    at TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX score_adjustment_of_score ON score_adjustment (unit_id, item_id, id)`,
  ...appendOnly('score_adjustment', 'ADJUSTMENT_IS_KEPT'),

  `CREATE TABLE scorer_assignment (
    cycle_id INTEGER NOT NULL REFERENCES cycle (id) ON DELETE CASCADE,
    item_id INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE,
    account_id INTEGER NOT NULL REFERENCES account (id),
    PRIMARY KEY (cycle_id, item_id, account_id)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX scorer_assignment_of_account ON scorer_assignment (account_id, cycle_id, item_id)`,
  // Items without a row are scored by one person.
  `CREATE TABLE item_marking (
    cycle_id INTEGER NOT NULL REFERENCES cycle (id) ON DELETE CASCADE,
    item_id INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE,
    method TEXT NOT NULL CHECK (method IN ('mean', 'dropHighLow', 'consensus')),
    spread_limit INTEGER NOT NULL CHECK (spread_limit >= 0), -- hundredths between highest and lowest
    blind INTEGER NOT NULL CHECK (blind IN (0, 1)),
    PRIMARY KEY (cycle_id, item_id)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE marking (
    unit_id INTEGER NOT NULL REFERENCES unit (id),
    item_id INTEGER NOT NULL REFERENCES item (id),
    account_id INTEGER NOT NULL REFERENCES account (id),
    inputs TEXT NOT NULL CHECK (json_valid(inputs)),
    direct_points TEXT NOT NULL,
    not_applicable INTEGER NOT NULL CHECK (not_applicable IN (0, 1)),
    reason TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('unscored', 'notApplicable', 'scored')),
    points INTEGER CHECK (points >= 0), -- hundredths
    locked_at TEXT, -- others see it from then on; null while it is a draft
    salt TEXT NOT NULL, -- so that the trail can pin a blind draft without giving it away
    revision INTEGER NOT NULL CHECK (revision > 0),
    updated_at TEXT NOT NULL,
    PRIMARY KEY (unit_id, item_id, account_id),
    CHECK (locked_at IS NULL OR status <> 'unscored')
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX marking_of_account ON marking (account_id, item_id, unit_id)`,
  `CREATE INDEX marking_of_item ON marking (item_id, unit_id)`,
  `CREATE TABLE settlement (
    unit_id INTEGER NOT NULL REFERENCES unit (id),
    item_id INTEGER NOT NULL REFERENCES item (id),
    method TEXT NOT NULL CHECK (method IN ('mean', 'dropHighLow', 'consensus', 'decided')),
    spread INTEGER NOT NULL, -- hundredths
    points INTEGER, -- hundredths; null where not applicable was agreed
    reason TEXT NOT NULL,
    person TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (unit_id, item_id)
  ) STRICT, WITHOUT ROWID`,

  `CREATE TABLE deduction_reason (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    item_id INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE,
    text TEXT NOT NULL CHECK (text <> ''),
    points INTEGER CHECK (points >= 0), -- hundredths to take off; null where the rule computes it
    basis TEXT NOT NULL,
    position INTEGER NOT NULL,
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    UNIQUE (item_id, text)
  ) STRICT`,
  // One fact may touch several items: 行政诉讼败诉 is in 败诉, 出庭 and 履行. Practice page §6.7.
  `CREATE TABLE incident (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    cycle_id INTEGER NOT NULL REFERENCES cycle (id),
    title TEXT NOT NULL CHECK (title <> ''),
    event_date TEXT NOT NULL,
    document_date TEXT NOT NULL,
    document_number TEXT NOT NULL,
    counted_year INTEGER NOT NULL,
    note TEXT NOT NULL,
    person TEXT NOT NULL,
    at TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX incident_of_cycle ON incident (cycle_id, id)`,
  `CREATE TABLE incident_link (
    incident_id INTEGER NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
    unit_id INTEGER NOT NULL REFERENCES unit (id),
    item_id INTEGER NOT NULL REFERENCES item (id),
    deducts INTEGER NOT NULL CHECK (deducts IN (0, 1)),
    note TEXT NOT NULL, -- why it deducts here although it deducts elsewhere too
    PRIMARY KEY (incident_id, unit_id, item_id)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX incident_link_of_score ON incident_link (unit_id, item_id)`,
];
