import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBounded, ROW_LIMITS } from '@shared/exchange/boundedJson';

const limits = { depth: 3, values: 10 };

describe('JSON of strangers', () => {
  it('is read as JSON.parse reads it, whatever is in its texts', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const text = JSON.stringify(value);
        expect(parseBounded(text, { depth: 50, values: 100_000 })).toEqual(JSON.parse(text));
      }),
    );
  });

  it('never throws, and never reads what is no JSON', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const read = parseBounded(text, ROW_LIMITS);
        expect(read === undefined || isDeepStrictEqual(JSON.parse(text), read)).toBe(true);
      }),
    );
  });

  it.each([
    ['brackets within brackets', '[[[[]]]]'],
    ['objects within objects', '{"a":{"a":{"a":{}}}}'],
    ['more values', `[${'1,'.repeat(10)}1]`],
    ['more objects', `[${'{},'.repeat(6)}{}]`],
    ['a text without an end', `["${'\\"'.repeat(5)}`],
    ['three million brackets', '['.repeat(3_000_000)],
    ['three million quotes', '"'.repeat(3_000_000)],
    ['three million backslashes', `"${'\\'.repeat(3_000_000)}`],
  ])('of %s is not taken apart', (_name, text) => {
    expect(parseBounded(text, limits)).toBeUndefined();
  });

  it('may say commas and brackets in a text, and the end of a text behind backslashes', () => {
    const text = JSON.stringify(['[[[[,,,,,,,,,,,,{{{{', 'a\\', '\\"', '\\\\"]']);
    expect(parseBounded(text, limits)).toEqual(JSON.parse(text));
  });

  it('with half a character in a text or a key is not read; whole ones are, however they are written', () => {
    for (const half of ['"\\ud800"', '"a\\udc00b"', '{"\\uDBFF":1}', '[[{"a":["\\ud83dx"]}]]']) {
      expect(parseBounded(half, ROW_LIMITS)).toBeUndefined();
    }
    expect(parseBounded('"\\ud83d\\ude00"', ROW_LIMITS)).toBe('😀');
    expect(parseBounded('"\\\\ud800"', ROW_LIMITS)).toBe('\\ud800');
  });
});
