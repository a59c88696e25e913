import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const FOLDER = join(import.meta.dirname, '../../../shared/errors');

it('a missing reason has one error per code, so that a code says one thing', () => {
  const codes = readdirSync(FOLDER).flatMap((name) =>
    [
      ...readFileSync(join(FOLDER, name), 'utf8').matchAll(/defineError(?:<[^()]*>)?\(\s*'([A-Z0-9_]+)'/g),
    ].map(([, code]) => code ?? ''),
  );
  expect(codes.length).toBeGreaterThan(100);
  const reasons = codes.filter((code) => /REASON|TEXT_MISSING/.test(code));
  expect(reasons.length).toBeGreaterThan(5);
  expect(reasons.filter((code, index) => reasons.indexOf(code) !== index)).toEqual([]);
});
