import { describe, expect, it } from 'vitest';
import {
  chosenPlaces,
  draftOf,
  missingIn,
  newIncident,
  warningsIn,
  type DraftPlace,
} from '@renderer/features/incidents/incidentDraft';

const place = (unitId: number | undefined, itemId: number | undefined, note = ''): DraftPlace => ({
  key: `${unitId} ${itemId} ${note}`,
  ...{ unitId, itemId, deducts: true, note },
});
const draft = (places: readonly DraftPlace[], changes = {}) => ({
  ...newIncident(2020),
  title: '败诉',
  places,
  ...changes,
});

describe('an incident as it is edited', () => {
  it('starts at the place it was opened from', () => {
    const { places, countedYear } = newIncident(2020, { unitId: 1, itemId: 2 });
    expect(places).toMatchObject([{ unitId: 1, itemId: 2, deducts: true, note: '' }]);
    expect(countedYear).toBe(2020);
  });

  it.each([
    [draft([], { title: ' ' }), '请写事件名称'],
    [draft([], { countedYear: null }), '请写计入年度'],
    [draft([place(1, undefined)]), '请选全每一处的单位和指标，或移除空行'],
    [draft([place(1, 2), place(1, 2, '再')]), '同一单位的同一指标关联了两次'],
    [draft([place(1, 2), place(1, 3)]), '同一事实在多个指标扣分：只留一处扣分，或在其余各处写明说明'],
    [draft([place(1, 2), place(1, 3, '另有情节')]), ''],
    [draft([]), ''],
  ])('says what is missing: %#', (incident, missing) => expect(missingIn(incident)).toBe(missing));

  it('warns of what can be saved all the same', () => {
    expect(warningsIn(draft([place(1, 2)]), 2020)).toEqual([]);
    expect(warningsIn(draft([place(1, 2), place(1, 3, '另有情节')]), 2020)).toHaveLength(1);
    expect(warningsIn(draft([place(1, 2), place(2, 2)], { countedYear: 2019 }), 2020)).toHaveLength(2);
  });

  it('edits what is stored, and gives back only places chosen in full', () => {
    const stored = {
      ...{ id: 3, title: '败诉', eventDate: '', documentDate: '', documentNumber: '', countedYear: 2020 },
      ...{ uid: 'u', note: '', person: '考评办', at: '2020-12-01T00:00:00.000Z', warnings: ['…'] },
      places: [
        {
          ...{ unitId: 1, unitName: '甲', itemId: 2, itemCode: '1.1', itemName: '乙' },
          ...{ deducts: true, note: '', points: 500, score: null, hidden: false },
        },
      ],
    };
    const edited = draftOf(stored);
    expect(edited).toEqual({
      ...{ id: 3, title: '败诉', eventDate: '', documentDate: '', documentNumber: '', countedYear: 2020 },
      note: '',
      places: [{ key: '1 2', unitId: 1, itemId: 2, deducts: true, note: '' }],
    });
    const more = { places: [...edited.places, place(undefined, undefined)] };
    expect(chosenPlaces(more)).toEqual([{ unitId: 1, itemId: 2, deducts: true, note: '' }]);
  });
});
