import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  headsOf,
  isGenuine,
  makeVersion,
  mergeHeads,
  standing,
  type Version,
} from '@shared/exchange/versions';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A place where one cell is worked on: what it knows, and what stands. */
class Replica {
  readonly known = new Map<string, Version>();
  heads: readonly string[] = [];
  readonly find = (id: string): Version | undefined => this.known.get(id);

  constructor(private readonly person: string) {}

  write(value: string, at: number): void {
    const version = makeVersion(
      {
        cell: 'self:u:i',
        parents: this.heads,
        value: JSON.stringify(value),
        at: new Date(at).toISOString(),
        person: this.person,
        rank: this.person === '考评办' ? 2 : 1,
      },
      sha256,
    );
    this.known.set(version.id, version);
    this.heads = [version.id];
  }

  pack(): Package {
    return { versions: [...this.known.values()], heads: this.heads };
  }

  merge({ versions, heads }: Package): string {
    for (const version of versions) this.known.set(version.id, version);
    const merged = mergeHeads(this.heads, heads, this.find);
    this.heads = merged.heads;
    return merged.outcome;
  }
}

interface Package {
  readonly versions: readonly Version[];
  readonly heads: readonly string[];
}

/** Who does what: writes a value, or hands a package to somebody. */
const histories = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('write' as const), who: fc.nat(3), value: fc.nat(4) }),
    fc.record({ kind: fc.constant('hand' as const), who: fc.nat(3), to: fc.nat(3) }),
  ),
  { maxLength: 24 },
);

describe('packages of a cell', () => {
  it('in any order, any number of times, come to the same heads and the same value', () => {
    fc.assert(
      fc.property(histories, fc.infiniteStream(fc.nat()), (steps, random) => {
        const people = ['单位', '单位副本', '评分员', '考评办'].map((name) => new Replica(name));
        const packages: Package[] = [];
        steps.forEach((step, at) => {
          const who = people[step.who];
          if (step.kind === 'write') who?.write(`v${step.value}`, at);
          else {
            const handed = who?.pack() ?? { versions: [], heads: [] };
            packages.push(handed);
            people[step.to]?.merge(handed);
          }
        });
        const inOrder = new Replica('另一台');
        for (const each of packages) inOrder.merge(each);
        const shuffled = new Replica('又一台');
        const twice = [...packages, ...packages].map((each) => ({
          each,
          key: random.next().value as number,
        }));
        for (const { each } of twice.sort((a, b) => a.key - b.key)) shuffled.merge(each);
        expect(shuffled.heads).toEqual(inOrder.heads);
        expect(standing(shuffled.heads, shuffled.find)).toEqual(standing(inOrder.heads, inOrder.find));
        // Nothing anybody handed over is lost.
        for (const { versions } of packages)
          for (const { id } of versions) expect(shuffled.find(id)).toBeDefined();
        expect(packages.every((each) => inOrder.merge(each) === 'same')).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('tell what is new, changed, known and contested, with what both were written upon', () => {
    const office = new Replica('考评办');
    const unit = new Replica('单位');
    office.write('发出', 1);
    expect(unit.merge(office.pack())).toBe('new');
    expect(unit.merge(office.pack())).toBe('same');
    unit.write('自评', 2);
    expect(office.merge(unit.pack())).toBe('changed');
    const early = unit.pack();
    unit.write('自评改', 3);
    expect(office.merge(unit.pack())).toBe('changed');
    expect(office.merge(early)).toBe('same');
    office.write('考评办改', 4);
    unit.write('单位改', 5);
    const { heads, base, outcome } = mergeHeads(
      office.heads,
      unit.heads,
      (id) => unit.find(id) ?? office.find(id),
    );
    expect([outcome, heads.length, base?.value]).toEqual(['conflict', 2, '"自评改"']);
    office.merge(unit.pack());
    // Until somebody decides, the office's word stands, though the unit's is later.
    expect(standing(office.heads, office.find)?.value).toBe('"考评办改"');
    office.write('商定', 6);
    expect(office.heads).toHaveLength(1);
    expect(office.merge(unit.pack())).toBe('same');
    expect(unit.merge(office.pack())).toBe('changed');
  });

  it('of two copies that wrote the same are one version; a forged one is found out', () => {
    const one = new Replica('单位');
    const copy = new Replica('单位');
    one.write('相同', 1);
    copy.write('相同', 1);
    expect(copy.merge(one.pack())).toBe('same');
    const [version] = one.pack().versions;
    expect(isGenuine(version!, sha256)).toBe(true);
    expect(isGenuine({ ...version!, value: '"别的"' }, sha256)).toBe(false);
    expect(isGenuine({ ...version!, rank: 9 }, sha256)).toBe(false);
  });

  it('written apart with the same value need nobody', () => {
    const one = new Replica('甲');
    const other = new Replica('乙');
    one.write('一致', 1);
    other.write('一致', 2);
    expect(one.merge(other.pack())).toBe('changed');
    expect(headsOf(one.heads, one.find)).toHaveLength(2);
  });

  it('with a history of many thousand versions are merged in one walk of it', () => {
    const unit = new Replica('单位');
    for (let at = 0; at < 20_000; at += 1) unit.write(`v${at}`, at);
    const office = new Replica('考评办');
    office.merge(unit.pack());
    office.write('office', 20_001);
    unit.write('unit', 20_002);
    let looks = 0;
    const find = (id: string): Version | undefined => {
      looks += 1;
      return unit.known.get(id) ?? office.known.get(id);
    };
    const merged = mergeHeads(office.heads, unit.heads, find);
    expect([merged.outcome, merged.base?.value]).toEqual(['conflict', '"v19999"']);
    expect(looks).toBeLessThan(10 * 20_000);
  });
});
