/**
 * Places that an earlier row of the same package has taken or set free: of a request or an appeal only one may be open,
 * and what is planned is not written yet.
 */
export class OpenPlaces {
  readonly #open = new Map<string, boolean>();

  /** An earlier row closes what was open there. */
  free(unitId: number, itemId: number): void {
    this.#open.set(`${unitId}:${itemId}`, false);
  }

  /** @param isOpen  whether one is open there as it is stored. @returns whether this one may be. */
  take(unitId: number, itemId: number, isOpen: boolean): boolean {
    const key = `${unitId}:${itemId}`;
    if (this.#open.get(key) ?? isOpen) return false;
    this.#open.set(key, true);
    return true;
  }
}
