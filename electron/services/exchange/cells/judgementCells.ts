import { z } from 'zod';
import { listAttached, listJudgements, setJudgements } from '../../../database/exchangeScoreRepository';
import { assertMay } from '../../access/assertMay';
import type { Assessment } from '../../assessment/assessment';
import type { CellKind } from '../merge/cellKind';
import { cellName } from '../merge/cellName';
import { placeOfCell, requirePlaceOfCell, type CellPlace } from './placeOfCell';

export const JUDGEMENT_KIND = 'judgement';

const WORDS = { accepted: '采信', rejected: '不采信' } as const;

/** What a scorer made of a piece of evidence for one item: null while nobody has judged it. */
export const judgementSchema = z
  .strictObject({ judgement: z.enum(['accepted', 'rejected']), reason: z.string().max(20_000) })
  .refine(({ judgement, reason }) => judgement === 'accepted' || reason.trim() !== '')
  .nullable();

/** Unit, item and the evidence, by its hash. */
const placeOf = (assessment: Assessment, cell: string): CellPlace | undefined =>
  placeOfCell(JUDGEMENT_KIND, assessment, cell, 3);

const linkKey = ({ unitId, itemId, rest }: CellPlace): string => `${unitId}:${itemId}:${rest[0] ?? ''}`;

/** Evidence accepted or rejected for an item. */
export const judgementCells: CellKind = {
  kind: JUDGEMENT_KIND,
  name: '材料审核',
  ranks: { office: 3, assessor: 2, unit: 1 },

  async read(db, assessment, { unitIds, itemIds }) {
    const judgements = await listJudgements(db, unitIds, itemIds);
    return judgements.flatMap(({ unitId, itemId, sha256, judgement, reason }) => {
      const unit = assessment.unitById.get(unitId);
      const item = assessment.itemById.get(itemId);
      if (!unit || !item) return [];
      return [
        {
          cell: cellName(JUDGEMENT_KIND, assessment, unit.code, item.code, sha256),
          value: JSON.stringify({ judgement, reason }),
          // A link does not keep who judged it and when; the trail does.
          at: '',
          person: '',
        },
      ];
    });
  },

  locate: placeOf,

  async write({ trx, workspace, assessment, audit, subject, reason }, changes) {
    assertMay(workspace, 'judgeEvidence');
    const places = changes.map(({ cell, value }) => ({
      place: requirePlaceOfCell(JUDGEMENT_KIND, assessment, cell, 3),
      value: judgementSchema.parse(value),
    }));
    const { links } = await listAttached(trx, [...new Set(places.map(({ place }) => place.unitId))]);
    const rows = places.flatMap(({ place, value }) => {
      const id = links.get(linkKey(place));
      if (id === undefined) return [];
      const { judgement, reason } = value ?? { judgement: 'pending', reason: '' };
      return [[id, place.itemId, judgement, reason] as const];
    });
    await setJudgements(trx, rows);
    await audit({ action: 'evidence.mergeJudgements', subject, after: { rows: rows.length }, reason });
  },

  text(value) {
    const judged = judgementSchema.parse(value);
    if (!judged) return '待核';
    return judged.reason === '' ? WORDS[judged.judgement] : `${WORDS[judged.judgement]}：${judged.reason}`;
  },

  lowers(before, next) {
    return (
      judgementSchema.parse(before)?.judgement === 'accepted' &&
      judgementSchema.parse(next)?.judgement !== 'accepted'
    );
  },

  evidenceOf: (assessment, cell) => placeOf(assessment, cell)?.rest[0],

  async refuses(db, assessment, offered) {
    const places = offered.map(({ cell }) => ({ cell, place: placeOf(assessment, cell) }));
    const unitIds = [...new Set(places.flatMap(({ place }) => place?.unitId ?? []))];
    const { known, links } = await listAttached(db, unitIds);
    // What is not here yet comes with the package, or its bytes are missing and it is refused for that.
    const isDetached = (place: CellPlace): boolean =>
      known.has(`${place.unitId}:${place.rest[0] ?? ''}`) && !links.has(linkKey(place));
    return new Map(
      places
        .filter(({ place }) => !place || isDetached(place))
        .map(({ cell }) => [cell, '这份材料现在没有关联到这项指标。']),
    );
  },
};
