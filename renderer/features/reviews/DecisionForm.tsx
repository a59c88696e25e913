import { Button, Checkbox, Input } from 'antd';
import { useId, useState } from 'react';
import type { ScoreEntry } from '@shared/domain/score';
import type { PlaceView } from '@shared/ipc/practice/marking';
import type { ItemView } from '@shared/ipc/views';
import { isReason } from '@shared/year/transitions';
import { ErrorNotice } from '../../components/ErrorNotice';
import { ReasonField } from '../../components/ReasonField';
import { useAction } from '../../shell/useCall';
import { useWorkspace } from '../../shell/workspace';
import { RuleFields } from '../scoring/RuleFields';
import { draftProblem, firstDraft, isComplete } from './decisionDraft';
import '../scoring/scoring.css';

export type DecisionDraft = ScoreEntry;

/** 「认定」: a figure for the place, with a reason; the originals stay. */
export function DecisionForm({
  item,
  view,
  draft: adopted,
  onDone,
}: {
  readonly item: ItemView;
  readonly view: PlaceView;
  /** Somebody's entry to start from. */
  readonly draft: DecisionDraft | null;
  readonly onDone: (place: PlaceView) => void;
}) {
  const id = useId();
  const { workspace } = useWorkspace();
  const { year } = workspace.cycle;
  const settle = useAction('marking:settle');
  const [draft, setDraft] = useState(() => firstDraft(item, view, adopted, year));
  const problem = draftProblem(item, draft, year);
  const ready = isComplete(draft) && problem === '' && isReason(draft.reason);
  const run = async () => {
    const inputs = draft.inputs.map((fields) => ({ ...fields }));
    const { unitId, itemId } = view.row;
    const place = await settle.run({ unitId, itemId, entry: { ...draft, inputs } });
    if (place) onDone(place);
  };
  return (
    <section className="decision" aria-label="认定">
      <ErrorNotice error={settle.error} onClose={settle.clearError} />
      <p className="muted">
        {view.settlement ? '已经认定，可以重新认定；' : ''}
        各人的评分都保留，认定的得分、理由和认定人记入审计记录。
      </p>
      <div className="decision-fields">
        {item.section === 'veto' ? (
          <RuleFields item={item} entry={draft} problems={[]} disabled={false} onEntry={setDraft} />
        ) : (
          <>
            <label htmlFor={`${id}-points`}>认定得分</label>
            <Input
              id={`${id}-points`}
              className="decision-points"
              inputMode="decimal"
              autoFocus
              value={draft.points}
              disabled={draft.notApplicable}
              status={problem === '' ? undefined : 'error'}
              onChange={(event) => setDraft({ ...draft, points: event.target.value })}
            />
            {item.section === 'base' && (
              <Checkbox
                checked={draft.notApplicable}
                onChange={({ target }) => setDraft({ ...draft, notApplicable: target.checked, points: '' })}
              >
                不适用
              </Checkbox>
            )}
          </>
        )}
        {problem !== '' && (
          <span className="score-problem" role="alert">
            {problem}
          </span>
        )}
      </div>
      <ReasonField
        label="认定理由"
        value={draft.reason}
        onChange={(reason) => setDraft({ ...draft, reason })}
      />
      <div className="dialog-foot">
        <Button type="primary" disabled={!ready} loading={settle.busy} onClick={() => void run()}>
          认定
        </Button>
      </div>
    </section>
  );
}
