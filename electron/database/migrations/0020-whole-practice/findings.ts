/** What of 体检 was looked into and found to be right. peers.md 1.18. */
export const FINDINGS = [
  // Not bound to a score: the finding comes back by itself once `state` is no longer what it says.
  `CREATE TABLE finding_dismissal (
    cycle_id INTEGER NOT NULL REFERENCES cycle (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    unit_id INTEGER NOT NULL REFERENCES unit (id) ON DELETE CASCADE,
    item_id INTEGER NOT NULL, -- 0 where the finding is of no single item
    subject TEXT NOT NULL, -- a file, an incident, a reason; '' for the score itself
    state TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> ''),
    person TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (cycle_id, kind, unit_id, item_id, subject)
  ) STRICT, WITHOUT ROWID`,
];
