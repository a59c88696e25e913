import { Button, Checkbox, Input, Modal, Radio } from 'antd';
import { useId, useState } from 'react';
import { formatPoints, parsePoints } from '@shared/domain/points';
import type { AssignmentsView } from '@shared/ipc/practice/marking';
import { MARKING_METHOD_NAMES, type MarkingMethod, type MarkingSetting } from '@shared/marking/method';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useAction } from '../../shell/useCall';
import type { AssignmentRow } from '@shared/marking/assignmentWords';

/** A fifth of the smallest item: farther apart than that somebody should look. */
function suggestedLimit(rows: readonly AssignmentRow[]): number {
  const points = rows.map((row) => row.points).filter((each) => each > 0);
  return points.length === 0 ? 0 : Math.floor(Math.min(...points) / 5);
}

type Choice = 'single' | MarkingMethod;

const EXPLAINED: Readonly<Record<Choice, string>> = {
  single: '由一个人评，录入即为得分。',
  mean: '各人分别评分，取平均分，四舍五入到两位小数。',
  dropHighLow: '三人以上时去掉一个最高分和一个最低分再平均；不足三人时按平均分。',
  consensus: '各人意见一致的才得出得分，不一致的由考核办公室认定。否决项只能用这一种。',
};

/** 「评分办法」 of the chosen items. Where there are markings already it asks before it changes anything. */
export function MethodDialog({
  rows,
  onClose,
  onSaved,
}: {
  readonly rows: readonly AssignmentRow[];
  readonly onClose: () => void;
  readonly onSaved: (view: AssignmentsView) => void;
}) {
  const id = useId();
  const save = useAction('marking:method');
  const first = rows[0]?.setting ?? null;
  const [choice, setChoice] = useState<Choice>(first?.method ?? 'single');
  const [limit, setLimit] = useState(formatPoints(first?.spreadLimit ?? suggestedLimit(rows)));
  const [blind, setBlind] = useState(first?.blind ?? true);
  const [confirmed, setConfirmed] = useState(false);
  const markings = rows.reduce((sum, row) => sum + row.markings, 0);
  const spreadLimit = parsePoints(limit);
  const wrongLimit = choice !== 'single' && choice !== 'consensus' && spreadLimit === null;
  const run = async () => {
    const setting: MarkingSetting | null =
      choice === 'single' ? null : { method: choice, spreadLimit: spreadLimit ?? 0, blind };
    const view = await save.run({ itemIds: rows.map(({ itemId }) => itemId), setting, confirmed });
    if (view) onSaved(view);
  };
  return (
    <Modal open title={`评分办法 · ${rows.length} 项指标`} onCancel={onClose} footer={null}>
      <ErrorNotice error={save.error} onClose={save.clearError} />
      <div className="assignment-fields">
        <Radio.Group
          aria-label="评分办法"
          value={choice}
          onChange={({ target }) => setChoice(target.value as Choice)}
          options={[
            { value: 'single', label: '一人评分' },
            ...Object.entries(MARKING_METHOD_NAMES).map(([value, label]) => ({ value, label })),
          ]}
        />
        <p className="muted">{EXPLAINED[choice]}</p>
        {choice !== 'single' && (
          <>
            {choice !== 'consensus' && (
              <>
                <label htmlFor={`${id}-limit`}>分差上限</label>
                <Input
                  id={`${id}-limit`}
                  className="assignment-limit"
                  inputMode="decimal"
                  value={limit}
                  status={wrongLimit ? 'error' : undefined}
                  onChange={(event) => setLimit(event.target.value)}
                />
                <span
                  className={wrongLimit ? 'score-problem' : 'muted'}
                  role={wrongLimit ? 'alert' : undefined}
                >
                  最高分与最低分相差超过它的，由考核办公室认定；应是不小于 0、最多两位小数的分值。
                </span>
              </>
            )}
            <Checkbox checked={blind} onChange={({ target }) => setBlind(target.checked)}>
              背靠背
            </Checkbox>
            <span className="muted">锁定以前，其他评分人和考核办公室都看不到所填的内容。</span>
          </>
        )}
        {markings > 0 && (
          <Checkbox checked={confirmed} onChange={({ target }) => setConfirmed(target.checked)}>
            这些指标已经有 {markings} 条评分，确认修改；已有的评分都保留，已认定的得分不变
          </Checkbox>
        )}
      </div>
      <div className="dialog-foot">
        <Button onClick={onClose}>取消</Button>
        <Button
          type="primary"
          disabled={wrongLimit || (markings > 0 && !confirmed)}
          loading={save.busy}
          onClick={() => void run()}
        >
          保存
        </Button>
      </div>
    </Modal>
  );
}
