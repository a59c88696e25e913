import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ACTION_NAMES, actionName, AREA_NAMES } from '@shared/audit/actionNames';

/** Every action the program puts on the trail, as its sources name it. */
function actionsOfSources(): string[] {
  const root = join(import.meta.dirname, '../../../electron');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const named =
    /\b(?:action|act)(?: ===)?: (?:[^'\n]*\? )?'([a-zA-Z]+\.[a-zA-Z]+)'(?:\s*: '([a-zA-Z]+\.[a-zA-Z]+)')?/g;
  return files.flatMap((name) =>
    [...readFileSync(join(root, name), 'utf8').matchAll(named)].flatMap(([, one, other]) =>
      [one, other].filter((action) => action !== undefined),
    ),
  );
}

describe('names of actions', () => {
  it('are there for everything the program puts on the trail', () => {
    const actions = actionsOfSources();
    expect(actions.length).toBeGreaterThan(60);
    expect([...new Set(actions)].filter((action) => !(action in ACTION_NAMES))).toEqual([]);
  });

  it('each belong to an area that can be filtered by', () => {
    const areas = Object.keys(ACTION_NAMES).map((action) => action.split('.')[0] ?? '');
    expect([...new Set(areas)].filter((area) => !(area in AREA_NAMES))).toEqual([]);
  });

  it('of a newer program are shown as they stand', () => {
    expect(actionName('future.thing')).toBe('future.thing');
  });
});
