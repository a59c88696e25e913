import { compareCodeUnits } from '@shared/caseFiles/caseList';
import { CASE_TYPES } from '@shared/caseFiles/caseType';

/** Types of files, each once: the usual ones first, then the office's own. */
export function typesInOrder(types: Iterable<string>): string[] {
  const usual: readonly string[] = CASE_TYPES;
  const place = (type: string): number => {
    const index = usual.indexOf(type);
    return index < 0 ? usual.length : index;
  };
  return [...new Set(types)].sort((a, b) => place(a) - place(b) || compareCodeUnits(a, b));
}
