import { App, Button, Input } from 'antd';
import { useState } from 'react';
import type { CompositeWeights } from '@shared/domain/totals';
import { parsePoints, shortPoints } from '@shared/domain/points';
import type { SurveyView } from '@shared/ipc/practice/survey';
import { COMPOSITE_PART_NAMES, COMPOSITE_PARTS, weightsText, WHOLE_WEIGHT } from '@shared/scoring/composite';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useAction } from '../../shell/useCall';
import { ReasonDialog } from '../reviews/ReasonDialog';
import '../reviews/reviews.css';

type Typed = { readonly [K in keyof CompositeWeights]: string };

const EMPTY: Typed = { indicators: '100', caseFiles: '0', survey: '0' };

/** 「合成权重」 and 「样本份数下限」: they must come to exactly 100; switched off, the indicators alone count. */
export function CompositeForm({
  view,
  disabled,
  onChange,
}: {
  readonly view: SurveyView;
  readonly disabled: boolean;
  readonly onChange: (view: SurveyView) => void;
}) {
  const { message } = App.useApp();
  const { weights } = view;
  const [typed, setTyped] = useState<Typed>(() => (weights ? textsOf(weights) : EMPTY));
  const [limit, setLimit] = useState(String(view.limit));
  const [leaving, setLeaving] = useState(false);
  const set = useAction('composite:set');
  const setLimitAction = useAction('survey:setLimit');
  const sum = sumOf(typed);
  const exact = sum === WHOLE_WEIGHT;

  const save = async () => {
    const next = await set.run({ ...typed, reason: '' });
    if (!next) return;
    message.success('合成权重已保存，得分、名次和等次已重新计算');
    onChange(next);
  };
  const saveLimit = async () => {
    if (limit.trim() === String(view.limit)) return;
    const next = await setLimitAction.run({ limit });
    if (!next) return;
    message.success('样本份数下限已保存');
    onChange(next);
  };
  return (
    <section className="panel survey-weights" aria-label="合成权重">
      <div className="panel-head">
        <h2>合成权重</h2>
        <span className="muted">{weights ? '已启用' : '没有启用'}</span>
      </div>
      {view.closed && <p className="muted">{view.closed}</p>}
      <ErrorNotice error={set.error} onClose={set.clearError} />
      <table className="scheme-table">
        <thead>
          <tr>
            <th scope="col">组成部分</th>
            <th scope="col">权重（%）</th>
          </tr>
        </thead>
        <tbody>
          {COMPOSITE_PARTS.map((part) => (
            <tr key={part}>
              <th scope="row">{COMPOSITE_PART_NAMES[part]}</th>
              <td>
                <Input
                  aria-label={`${COMPOSITE_PART_NAMES[part]}权重`}
                  className="scheme-weight"
                  inputMode="decimal"
                  maxLength={10}
                  value={typed[part]}
                  disabled={disabled}
                  onChange={(event) => setTyped({ ...typed, [part]: event.target.value })}
                />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">合计</th>
            <td className="scheme-sum">{sum === null ? '—' : shortPoints(sum)}</td>
          </tr>
        </tfoot>
      </table>
      <p className={exact ? 'scheme-ok' : 'scheme-refused'} role="status" aria-label="权重合计">
        {exact ? '合计正好 100%' : '合计必须正好是 100%，不能保存'}
      </p>
      <p className="muted">
        {weights
          ? `最终得分＝${weightsText(weights)}。单位没有的部分不计入，权重按其余部分折算。`
          : '没有启用时，最终得分就是指标考核得分，满意度只单独列示。'}
      </p>
      {!disabled && (
        <div className="scheme-actions">
          <Button type="primary" disabled={!exact} loading={set.busy} onClick={() => void save()}>
            保存合成权重
          </Button>
          {weights && <Button onClick={() => setLeaving(true)}>停用合成</Button>}
        </div>
      )}
      <div className="survey-limit">
        <ErrorNotice error={setLimitAction.error} onClose={setLimitAction.clearError} />
        <label htmlFor="survey-limit">样本份数下限</label>
        <Input
          id="survey-limit"
          className="scheme-weight"
          inputMode="numeric"
          maxLength={8}
          value={limit}
          disabled={disabled}
          onChange={(event) => setLimit(event.target.value)}
          onPressEnter={() => void saveLimit()}
          onBlur={() => void saveLimit()}
        />
        <span className="muted">有效份数不到的标“样本偏少”，不影响得分。</span>
      </div>
      {leaving && <SwitchOffDialog onClose={() => setLeaving(false)} onDone={onChange} />}
    </section>
  );
}

function SwitchOffDialog({
  onClose,
  onDone,
}: {
  readonly onClose: () => void;
  readonly onDone: (view: SurveyView) => void;
}) {
  const off = useAction('composite:off');
  return (
    <ReasonDialog
      title="停用合成"
      text="停用后，最终得分回到指标考核得分，全部单位的名次、等次和综合总分随之重新计算。"
      label="理由"
      okText="停用"
      danger
      busy={off.busy}
      error={off.error}
      onClose={onClose}
      onSubmit={async (reason) => {
        const next = await off.run({ reason });
        if (!next) return;
        onClose();
        onDone(next);
      }}
    />
  );
}

const textsOf = (weights: CompositeWeights): Typed => ({
  indicators: shortPoints(weights.indicators),
  caseFiles: shortPoints(weights.caseFiles),
  survey: shortPoints(weights.survey),
});

/** null where a weight is no such number. */
function sumOf(typed: Typed): number | null {
  let sum = 0;
  for (const part of COMPOSITE_PARTS) {
    const weight = typed[part].trim() === '' ? 0 : parsePoints(typed[part]);
    if (weight === null) return null;
    sum += weight;
  }
  return sum;
}
