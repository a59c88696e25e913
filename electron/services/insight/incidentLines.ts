import type { UnitIncident } from '../../database/incidentRepository';

/**
 * What the explanation of a score says of the facts linked to it: title, document, whether it deducts here, and in which
 * other items of the unit the same fact deducts. Practice page §6.7.
 *
 * @param places  every linked place of the unit.
 */
export function incidentLines(places: readonly UnitIncident[], itemId: number): readonly string[] {
  return places
    .filter((place) => place.itemId === itemId)
    .map(({ incidentId, title, documentNumber, deducts, note }) => {
      const twice = places.filter(
        (place) => place.incidentId === incidentId && place.itemId !== itemId && place.deducts === 1,
      );
      const document = documentNumber ? `（${documentNumber}）` : '';
      if (deducts === 0) return `${title}${document}，在本项不扣分`;
      if (twice.length === 0) return `${title}${document}，在本项扣分`;
      const others = twice.map(({ itemCode }) => itemCode).join('、');
      return `${title}${document}，在本项扣分；同一事实在 ${others} 也扣分${note ? `，说明：${note}` : ''}`;
    });
}
