import { join } from 'node:path';
import { expect } from 'vitest';
import type { CliRun } from '../../helpers/cli';
import { packagedCli } from '../../helpers/packagedCli';
import { aWorkbook } from '../../helpers/workbooks';

/** The five people, with their passwords. */
export const PEOPLE = {
  office: ['考评办', 'kaoping-2020-ban'],
  zhang: ['张评分', 'zhang-2020-fen'],
  li: ['李评分', 'li-2020-pingfen'],
  wang: ['王局长', 'wang-2020-juzhang'],
  zhao: ['赵领导', 'zhao-2020-lingdao'],
} as const;
export type Person = keyof typeof PEOPLE;

/** A district's year as its people play it, each command by one of them on the command line. */
export class Year {
  readonly folder: string;

  constructor(readonly away: string) {
    this.folder = join(away, '考评库');
  }

  /** Runs a command as somebody. */
  async run(person: Person, ...argv: readonly string[]): Promise<CliRun> {
    const [name, password] = PEOPLE[person];
    process.env['FAHENG_PASSWORD'] = password;
    try {
      return await packagedCli(...argv, '--workspace', this.folder, '--as', name);
    } finally {
      delete process.env['FAHENG_PASSWORD'];
    }
  }

  /** A command that must succeed. */
  async does(person: Person, ...argv: readonly string[]): Promise<CliRun> {
    const done = await this.run(person, ...argv);
    if (done.code !== 0) throw new Error(`${person}: ${argv.join(' ')}\n${done.err}`);
    return done;
  }

  /** What a command that must succeed prints with --json. */
  async asks<T>(person: Person, ...argv: readonly string[]): Promise<T> {
    return JSON.parse((await this.does(person, ...argv, '--json')).out) as T;
  }

  /** A command that must be refused, by its code. */
  async refused(person: Person, ...argv: readonly string[]): Promise<string> {
    const { code, error } = await this.run(person, ...argv);
    expect(code).toBe(2);
    return error;
  }

  async score(person: Person, unit: string, item: string, ...inputs: readonly string[]): Promise<void> {
    const who = ['--scorer', PEOPLE[person][0], '--reason', '按评分标准'];
    await this.does(person, 'score', 'set', '--unit', unit, '--item', item, '--input', ...inputs, ...who);
  }

  /** Scores of unit and item with what is typed, handed in as a table. */
  async table(person: Person, scores: readonly (readonly [string, string, string])[]): Promise<void> {
    const headings = ['单位编码', '指标编码', '评分输入', '扣分理由', '评分人'];
    const rows = scores.map((score) => [...score, '按评分标准', PEOPLE[person][0]]);
    const sheets = [{ name: '评分', rows: [headings, ...rows] }];
    await this.does(person, 'scores', 'import', await aWorkbook(this.away, sheets, `${person}.xlsx`));
  }

  async mark(person: Person, unit: string, points: string): Promise<void> {
    const entry = [
      '--unit',
      unit,
      '--item',
      '2.1.2',
      '--input',
      `得分=${points}`,
      '--reason',
      '有创新但不突出',
    ];
    await this.does(person, 'marking', 'set', ...entry);
  }
}
