import { sql } from 'kysely';
import { z } from 'zod';
import type { Assessment } from '../../assessment/assessment';
import type { CellKind } from '../merge/cellKind';
import { cellName, cellParts } from '../merge/cellName';

const KIND = 'link';

const linkSchema = z.strictObject({ position: z.number().int() }).nullable();

type LinkValue = z.infer<typeof linkSchema>;

/**
 * Which evidence is attached to which item. Evidence is named by its SHA-256, within its unit: two machines that took in
 * the same bytes have one piece of evidence.
 */
export const linkCells: CellKind = {
  kind: KIND,
  name: '佐证材料',
  ranks: { unit: 3, office: 2, assessor: 1 },

  async read(db, assessment, { unitIds, itemIds }) {
    const ofItems =
      itemIds === null
        ? sql``
        : sql`AND l.item_id IN (SELECT value FROM json_each(${JSON.stringify(itemIds)}))`;
    const result = await sql<{
      unitId: number;
      itemId: number;
      sha256: string;
      position: number;
      at: string;
      person: string;
    }>`
      SELECT e.unit_id AS unitId, l.item_id AS itemId, e.sha256, l.position, e.added_at AS at, e.added_by AS person
      FROM evidence AS e JOIN evidence_link AS l ON l.evidence_id = e.id
      WHERE e.unit_id IN (SELECT value FROM json_each(${JSON.stringify(unitIds)})) ${ofItems}
      ORDER BY e.id`.execute(db);
    return result.rows.flatMap(({ unitId, itemId, sha256, position, at, person }) => {
      const unit = assessment.unitById.get(unitId);
      const item = assessment.itemById.get(itemId);
      if (!unit || !item) return [];
      return [
        {
          cell: cellName(KIND, assessment, unit.code, item.code, sha256),
          value: JSON.stringify({ position } satisfies LinkValue),
          ...{ at, person },
        },
      ];
    });
  },

  locate(assessment, cell) {
    const place = placeOf(assessment, cell);
    return place && { unitId: place.unitId, itemId: place.itemId };
  },

  evidenceOf(assessment, cell) {
    return placeOf(assessment, cell)?.sha256;
  },

  async write({ trx, assessment, audit, subject }, changes) {
    const kept: unknown[] = [];
    const gone: unknown[] = [];
    for (const { cell, value } of changes) {
      const place = placeOf(assessment, cell);
      if (!place) throw new Error(`no place for ${cell}`);
      const link = linkSchema.parse(value);
      const { unitId, itemId, sha256 } = place;
      if (link) kept.push([unitId, itemId, sha256, link.position]);
      else gone.push([unitId, itemId, sha256]);
    }
    // A judgement of what stays attached stays too.
    await sql`INSERT INTO evidence_link (evidence_id, item_id, position)
      SELECT (SELECT min(e.id) FROM evidence AS e WHERE e.unit_id = c.value ->> 0 AND e.sha256 = c.value ->> 2),
        c.value ->> 1, c.value ->> 3
      FROM json_each(${JSON.stringify(kept)}) AS c WHERE true
      ON CONFLICT (evidence_id, item_id) DO UPDATE SET position = excluded.position`.execute(trx);
    await sql`DELETE FROM evidence_link WHERE (evidence_id, item_id) IN (
      SELECT e.id, c.value ->> 1 FROM json_each(${JSON.stringify(gone)}) AS c
      JOIN evidence AS e ON e.unit_id = c.value ->> 0 AND e.sha256 = c.value ->> 2)`.execute(trx);
    await audit({
      action: 'evidence.merge',
      subject,
      after: { attached: kept.length, detached: gone.length },
    });
  },

  written(value) {
    const link = linkSchema.parse(value);
    return JSON.stringify(link && ({ position: link.position } satisfies LinkValue));
  },

  text(value) {
    return linkSchema.parse(value) ? '已挂接' : '（没有挂接）';
  },

  lowers(before, next) {
    return linkSchema.parse(before) !== null && linkSchema.parse(next) === null;
  },
};

function placeOf(
  assessment: Assessment,
  cell: string,
): { readonly unitId: number; readonly itemId: number; readonly sha256: string } | undefined {
  const [unitCode = '', itemCode = '', sha256 = '', ...more] = cellParts(KIND, assessment, cell) ?? [];
  const unit = assessment.unitByCode.get(unitCode);
  const item = assessment.itemByCode.get(itemCode);
  if (!unit || !item || !/^[0-9a-f]{64}$/.test(sha256) || more.length > 0) return undefined;
  return { unitId: unit.id, itemId: item.id, sha256 };
}
