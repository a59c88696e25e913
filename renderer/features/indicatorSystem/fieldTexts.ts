import { halfWidth, parsePoints, parseQuantity, shortPoints } from '@shared/domain/points';

/** Text forms of the values in rule and settings forms; stable functions, so that fields do not reset. */
export const pointsText = {
  format: (value: number) => shortPoints(value),
  parse: (text: string) => parsePoints(text) ?? undefined,
  allowed: '请填不小于0、最多两位小数的数',
};

export const quantityText = {
  format: (value: string) => value,
  parse: (text: string) => parseQuantity(text) ?? undefined,
  allowed: '请填数字',
};

/** '' is null: no bound. */
export const optionalQuantityText = {
  format: (value: string | null) => value ?? '',
  parse: (text: string) => (halfWidth(text) === '' ? null : (parseQuantity(text) ?? undefined)),
  allowed: '请填数字，或留空表示不限',
};

export const countText = {
  format: (value: number) => String(value),
  parse: (text: string) => {
    const plain = halfWidth(text);
    return /^\d{1,6}$/.test(plain) ? Number(plain) : undefined;
  },
  allowed: '请填不小于0的整数',
};

/** '' is null: the rule stands for the whole item's points. */
export const ownPointsText = {
  format: (value: number | null) => (value === null ? '' : shortPoints(value)),
  parse: (text: string) => (halfWidth(text) === '' ? null : (parsePoints(text) ?? undefined)),
  allowed: '请填不小于0、最多两位小数的数，或留空',
};
