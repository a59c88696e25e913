/** Where a problem sits: a cell of a workbook, a field of a form, a file, a unit and an item. All optional, all as the person sees them. */
export interface Place {
  readonly file?: string;
  readonly sheet?: string;
  readonly cell?: string;
  readonly field?: string;
  readonly unit?: string;
  readonly item?: string;
}

export interface ErrorText {
  /** 发生了什么 */
  readonly what: string;
  /** 保留了什么 */
  readonly kept: string;
  /** 请怎么办 */
  readonly todo: string;
}

/** An error as it crosses processes and reaches people: a stable code for scripts, a sentence for each question. */
export interface ErrorReport extends ErrorText {
  readonly code: string;
  readonly place?: Place;
}

/** A failure a person can act on. Anything else that is thrown is a defect. */
export class AppError extends Error {
  constructor(readonly report: ErrorReport) {
    super(`${report.code}: ${report.what}`);
    this.name = 'AppError';
  }
}

/** Declares one kind of failure: its stable code and its words. Call the result to make the error to throw. */
export function defineError<V = void>(
  code: string,
  text: (values: V) => ErrorText,
): (values: V, place?: Place) => AppError {
  return (values, place) => new AppError({ code, ...text(values), ...(place ? { place } : {}) });
}

const UNTOUCHED = '考评库没有任何改动。';

/** The usual answer to 保留了什么 when a call was refused as a whole. */
export const keptUntouched = UNTOUCHED;
