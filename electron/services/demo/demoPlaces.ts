import type { ItemView, UnitView } from '@shared/ipc/views';
import type { Assessment } from '../assessment/assessment';

/** Units and items of the sample by their codes; what is written of them names places that are there. */
export class DemoPlaces {
  constructor(private readonly assessment: Assessment) {}

  unit(code: string): UnitView {
    const unit = this.assessment.unitByCode.get(code);
    if (!unit) throw new Error(`the sample has no unit ${code}`);
    return unit;
  }

  item(code: string): ItemView {
    const item = this.assessment.itemByCode.get(code);
    if (!item) throw new Error(`the sample has no item ${code}`);
    return item;
  }

  at(unitCode: string, itemCode: string): { readonly unitId: number; readonly itemId: number } {
    return { unitId: this.unit(unitCode).id, itemId: this.item(itemCode).id };
  }
}
