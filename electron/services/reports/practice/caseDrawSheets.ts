import { maskParty } from '../../../../shared/caseFiles/maskParty';
import { DRAW_STEPS, drawKey, type DrawPlan } from '../../../../shared/caseFiles/draw';
import { layOutList } from '../../../../shared/reports/listSheet';
import { yearTitle } from '../../../../shared/reports/reportContext';
import {
  listCaseLists,
  listDraws,
  listPicks,
  type StoredDraw,
  type StoredPick,
} from '../../../database/caseFileRepository';
import { loadAssessment } from '../../assessment/assessment';
import { sha256Text } from '../../caseFiles/sha256Text';
import { localMinute } from '../../localTime';
import type { PracticeSheets } from '.';

const ORIGINS: Readonly<Record<StoredPick['origin'], string>> = {
  drawn: '抽中',
  spare: '备选',
  manual: '手工选定',
};
const STATES: Readonly<Record<StoredPick['state'], string>> = {
  active: '评查',
  waiting: '未启用',
  replaced: '已撤换',
};

/** Signs of a key that are printed: enough to tell keys apart and to compare by eye. */
const KEY_SIGNS = 16;

/**
 * 抽查记录: seed, hash of the list, plan and steps, so that anyone can repeat the draw from the paper alone; parties are
 * masked. The last draw is in force; earlier ones follow, because nothing drawn is ever hidden. Practice page §10.
 */
export const caseDrawSheets: PracticeSheets = async (workspace, context) => {
  const { cycle, unitById } = await loadAssessment(workspace);
  const { reader } = workspace;
  const draws = await listDraws(reader, cycle.id);
  const lists = new Map((await listCaseLists(reader, cycle.id)).map((list) => [list.id, list]));
  const layOut = (draw: StoredDraw | undefined, turn: number, picks: readonly StoredPick[]) =>
    layOutList(context, {
      name: turn === draws.length || draws.length === 0 ? '抽查记录' : `第${turn}次抽取`,
      title: `${yearTitle(context)}案卷抽查记录`,
      particulars: draw ? `第 ${turn} 次抽取　种子：${draw.seed}` : '还没有抽取',
      columns: [
        { heading: '序号', width: 6, style: 'count', cell: (_pick, index) => index + 1 },
        { heading: '单位编码', width: 9, style: 'code', cell: ({ unitCode }) => unitCode },
        { heading: '单位', width: 19, cell: ({ unitId }) => unitById.get(unitId)?.name ?? '' },
        { heading: '类别', width: 10, style: 'center', cell: ({ type }) => type },
        { heading: '案号', width: 22, cell: ({ number }) => number },
        { heading: '案由（事项）', width: 20, cell: ({ matter }) => matter },
        { heading: '当事人', width: 12, cell: ({ party }) => maskParty(party) },
        { heading: '程序', width: 9, style: 'center', cell: ({ procedure }) => procedure },
        { heading: '顺序', width: 6, style: 'count', cell: ({ place }) => place },
        { heading: '方式', width: 8, style: 'center', cell: ({ origin }) => ORIGINS[origin] },
        { heading: '状态', width: 8, style: 'center', cell: ({ state }) => STATES[state] },
        {
          heading: `抽取键前${KEY_SIGNS}位`,
          width: 19,
          style: 'code',
          cell: (pick) =>
            draw ? drawKey(draw.seed, draw.listSha256, pick, sha256Text).slice(0, KEY_SIGNS) : '',
        },
        { heading: '说明', width: 14, cell: ({ note }) => note },
      ],
      rows: picks,
      empty: '还没有抽取案卷。',
      frozenColumns: 3,
      notes: draw
        ? recordNotes(draw, lists.get(draw.listId)?.fileName ?? '', lists.get(draw.listId)?.rowCount ?? 0)
        : [],
      signOff:
        '抽取人（签字）：　　　　　　　监督人（签字）：　　　　　　　被评单位代表（签字）：　　　　　　　年　月　日',
    });
  if (draws.length === 0) return [layOut(undefined, 0, [])];
  const sheets = [];
  for (const [index, draw] of [...draws.entries()].toReversed()) {
    sheets.push(layOut(draw, index + 1, await listPicks(reader, draw.id)));
  }
  return sheets;
};

function recordNotes(draw: StoredDraw, fileName: string, files: number): string[] {
  const source = draw.seedSource === 'typed' ? '由人填写' : '由程序产生的随机数';
  return [
    `抽取方法：${draw.algorithm}`,
    `种子：${draw.seed}（${source}${draw.seedNote ? `，${draw.seedNote}` : ''}）`,
    `案卷目录：${fileName}，${files} 份；目录指纹（SHA-256）：${draw.listSha256}`,
    `抽取方案：${planText(draw.plan)}`,
    `抽取人：${draw.person}；时间：${localMinute(new Date(draw.at))}${draw.reason ? `；重新抽取的理由：${draw.reason}` : ''}`,
    '重复抽取的步骤：',
    ...DRAW_STEPS,
    '注：当事人只印姓；手工选定的案卷不在随机抽取之内，已注明理由。',
  ];
}

function planText({ quota, spares, byType }: DrawPlan): string {
  const own = Object.entries(byType).map(([type, count]) => `${type} ${count} 份`);
  return `每个单位每类 ${quota} 份${own.length > 0 ? `（${own.join('、')}）` : ''}，备选 ${spares} 份`;
}
