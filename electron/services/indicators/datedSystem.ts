import type { IndicatorSystem } from '@shared/domain/indicatorSystem';

/**
 * A table found in the wild need not say its year; it is then read as that of the cycle it is taken in for.
 *
 * @param system as read; its year 0 where the table says none.
 */
export function datedSystem(system: IndicatorSystem, cycleYear: number): IndicatorSystem {
  return system.year > 0 ? system : { ...system, year: cycleYear };
}
