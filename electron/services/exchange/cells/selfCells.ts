import { sql } from 'kysely';
import { z } from 'zod';
import { insertRows } from '../../../database/insertRows';
import type { CellKind } from '../merge/cellKind';
import { cellName, cellParts } from '../merge/cellName';

const KIND = 'self';

const selfSchema = z
  .strictObject({ points: z.string().max(100), statement: z.string().max(20_000) })
  .nullable();

type SelfValue = z.infer<typeof selfSchema>;

/** A unit's own score and statement of one item, as typed. */
export const selfCells: CellKind = {
  kind: KIND,
  name: '自评',
  // What a unit says of itself is the unit's to say.
  ranks: { unit: 3, office: 2, assessor: 1 },

  async read(db, assessment, { unitIds, itemIds }) {
    const ofItems =
      itemIds === null
        ? sql``
        : sql`AND item_id IN (SELECT value FROM json_each(${JSON.stringify(itemIds)}))`;
    const result = await sql<{
      unit_id: number;
      item_id: number;
      points: string;
      statement: string;
      at: string;
    }>`
      SELECT unit_id, item_id, points, statement, updated_at AS at FROM self_evaluation
      WHERE unit_id IN (SELECT value FROM json_each(${JSON.stringify(unitIds)})) ${ofItems}`.execute(db);
    return result.rows.flatMap(({ unit_id, item_id, points, statement, at }) => {
      const unit = assessment.unitById.get(unit_id);
      const item = assessment.itemById.get(item_id);
      if (!unit || !item) return [];
      return [
        {
          cell: cellName(KIND, assessment, unit.code, item.code),
          value: JSON.stringify({ points, statement } satisfies SelfValue),
          at,
          person: unit.name,
        },
      ];
    });
  },

  locate(assessment, cell) {
    const [unitCode = '', itemCode = '', ...more] = cellParts(KIND, assessment, cell) ?? [];
    const unit = assessment.unitByCode.get(unitCode);
    const item = assessment.itemByCode.get(itemCode);
    return unit && item && more.length === 0 ? { unitId: unit.id, itemId: item.id } : undefined;
  },

  async write({ trx, assessment, audit, now, subject }, changes) {
    const kept: (readonly (string | number)[])[] = [];
    const gone: (readonly number[])[] = [];
    for (const { cell, value } of changes) {
      const place = selfCells.locate(assessment, cell);
      if (!place) throw new Error(`no place for ${cell}`);
      const self = selfSchema.parse(value);
      if (self) kept.push([place.unitId, place.itemId, self.points, self.statement, now]);
      else gone.push([place.unitId, place.itemId]);
    }
    await insertRows(
      trx,
      'self_evaluation',
      ['unit_id', 'item_id', 'points', 'statement', 'updated_at'],
      kept,
      sql`ON CONFLICT (unit_id, item_id) DO UPDATE SET points = excluded.points,
        statement = excluded.statement, updated_at = excluded.updated_at`,
    );
    await sql`DELETE FROM self_evaluation WHERE (unit_id, item_id) IN (
      SELECT value ->> 0, value ->> 1 FROM json_each(${JSON.stringify(gone)}))`.execute(trx);
    await audit({ action: 'self.merge', subject, after: { rows: kept.length, gone: gone.length } });
  },

  written(value) {
    const self = selfSchema.parse(value);
    return JSON.stringify(self && ({ points: self.points, statement: self.statement } satisfies SelfValue));
  },

  text(value) {
    const self = selfSchema.parse(value);
    if (!self) return '（没有填写）';
    return self.statement === '' ? `自评 ${self.points}` : `自评 ${self.points}：${self.statement}`;
  },

  lowers(before, next) {
    const [old, now] = [selfSchema.parse(before), selfSchema.parse(next)];
    if (!old) return false;
    if (!now) return true;
    const [was, is] = [Number(old.points), Number(now.points)];
    return Number.isFinite(was) && (!Number.isFinite(is) || is < was);
  },
};
