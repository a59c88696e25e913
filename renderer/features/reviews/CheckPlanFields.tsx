import { Input } from 'antd';
import { useId } from 'react';
import { DateField } from '../../components/DateField';

/** Who goes there, when, and what they should know. */
export interface CheckPlan {
  readonly team: string;
  readonly plannedOn: string;
  readonly note: string;
}

export const NO_PLAN: CheckPlan = { team: '', plannedOn: '', note: '' };

export function CheckPlanFields({
  plan,
  onChange,
}: {
  readonly plan: CheckPlan;
  readonly onChange: (plan: CheckPlan) => void;
}) {
  const id = useId();
  return (
    <div className="review-row review-plan">
      <label htmlFor={`${id}-team`}>
        核查组（必填）
        <Input
          id={`${id}-team`}
          aria-label="核查组"
          style={{ width: 160 }}
          maxLength={100}
          placeholder="如 第一组"
          value={plan.team}
          onChange={(event) => onChange({ ...plan, team: event.target.value })}
        />
      </label>
      <label htmlFor={`${id}-date`}>
        计划日期
        <DateField
          id={`${id}-date`}
          label="计划日期"
          value={plan.plannedOn}
          onChange={(plannedOn) => onChange({ ...plan, plannedOn })}
        />
      </label>
      <label htmlFor={`${id}-note`}>
        说明
        <Input
          id={`${id}-note`}
          aria-label="说明"
          style={{ width: 260 }}
          maxLength={500}
          value={plan.note}
          onChange={(event) => onChange({ ...plan, note: event.target.value })}
        />
      </label>
    </div>
  );
}
