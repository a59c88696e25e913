import { Button } from 'antd';
import type { ScoreEntry } from '@shared/domain/score';
import type { ScorerMark } from '@shared/ipc/practice/marking';
import type { ItemView } from '@shared/ipc/views';
import { formatInputs } from '@shared/tables/inputText';
import { chineseTime } from '../../shell/words';
import { originalText } from './differenceWords';

/** 「各人评分」: every scorer's figure, inputs and reason. What may not be seen yet says so. */
export function Originals({
  item,
  marks,
  onAdopt,
  onUnlock,
}: {
  readonly item: ItemView;
  readonly marks: readonly ScorerMark[];
  /** Left out: nothing can be decided now, or not by this person. */
  readonly onAdopt?: (entry: ScoreEntry) => void;
  readonly onUnlock?: (accountId: number | 'all') => void;
}) {
  const locked = marks.filter(({ lockedAt }) => lockedAt !== null);
  return (
    <>
      <table className="originals" aria-label="各人评分">
        <thead>
          <tr>
            <th scope="col">评分人</th>
            <th scope="col" className="numeric">
              得分
            </th>
            <th scope="col">评分输入</th>
            <th scope="col">理由</th>
            <th scope="col">锁定时间</th>
            {(onAdopt ?? onUnlock) && <th scope="col">办理</th>}
          </tr>
        </thead>
        <tbody>
          {marks.map((mark) => (
            <tr key={mark.accountId}>
              <th scope="row">{mark.scorer}</th>
              <td className="numeric">{originalText(mark)}</td>
              <td>{inputsText(item, mark)}</td>
              <td>{mark.shown?.entry.reason}</td>
              <td>{mark.lockedAt === null ? '未锁定' : chineseTime(mark.lockedAt)}</td>
              {(onAdopt ?? onUnlock) && (
                <td className="originals-acts">
                  {onAdopt && mark.lockedAt !== null && mark.shown && <Adopt mark={mark} onAdopt={onAdopt} />}
                  {onUnlock && mark.lockedAt !== null && (
                    <Button
                      size="small"
                      aria-label={`解锁${mark.scorer}的评分`}
                      onClick={() => onUnlock(mark.accountId)}
                    >
                      解锁
                    </Button>
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {onUnlock && locked.length > 1 && (
        <Button size="small" className="originals-all" onClick={() => onUnlock('all')}>
          全部解锁
        </Button>
      )}
    </>
  );
}

function Adopt({
  mark: { scorer, shown },
  onAdopt,
}: {
  readonly mark: ScorerMark;
  readonly onAdopt: (entry: ScoreEntry) => void;
}) {
  if (!shown) return null;
  return (
    <Button size="small" aria-label={`采用${scorer}的评分`} onClick={() => onAdopt(shown.entry)}>
      采用
    </Button>
  );
}

function inputsText(item: ItemView, { shown }: ScorerMark): string {
  if (!shown) return '';
  const inputs = formatInputs(item, shown.entry.inputs);
  const direct = shown.entry.points === '' ? '' : `直接给分 ${shown.entry.points}`;
  return [inputs, direct].filter((text) => text !== '').join('；');
}
