import { Button, Checkbox, Input, Segmented, Select } from 'antd';
import { memo, type ReactNode, type RefObject } from 'react';
import type { InputRef } from 'antd';
import { useStable } from '../../shell/useStable';

export interface ToolbarProps {
  readonly view: 'unit' | 'item';
  readonly onView: (view: 'unit' | 'item') => void;
  readonly groups: readonly string[];
  readonly group: string;
  readonly onGroup: (group: string) => void;
  readonly scorers: readonly string[];
  readonly scorer: string;
  readonly onScorer: (scorer: string) => void;
  readonly onlyUnscored: boolean;
  readonly onOnlyUnscored: (only: boolean) => void;
  readonly find: string;
  readonly findRef?: RefObject<InputRef | null>;
  readonly findLabel: string;
  readonly onFind: (text: string) => void;
  readonly onFindEnter: () => void;
  readonly progress: ReactNode;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
  readonly onShortcuts: () => void;
}

const options = (all: string, values: readonly string[]) => [
  { value: '', label: all },
  ...values.map((value) => ({ value, label: value })),
];

type FilterProps = Omit<
  ToolbarProps,
  'progress' | 'canUndo' | 'canRedo' | 'onUndo' | 'onRedo' | 'onShortcuts'
>;
type StepProps = Pick<ToolbarProps, 'canUndo' | 'canRedo' | 'onUndo' | 'onRedo' | 'onShortcuts'>;

/** The line above the three columns: what is shown, how far it is, and the way back. */
export function ScoringToolbar(props: ToolbarProps) {
  return (
    <div className="scoring-toolbar" role="toolbar" aria-label="评分工具">
      <Filters
        view={props.view}
        onView={useStable(props.onView)}
        groups={props.groups}
        group={props.group}
        onGroup={useStable(props.onGroup)}
        scorers={props.scorers}
        scorer={props.scorer}
        onScorer={useStable(props.onScorer)}
        onlyUnscored={props.onlyUnscored}
        onOnlyUnscored={useStable(props.onOnlyUnscored)}
        find={props.find}
        findRef={props.findRef}
        findLabel={props.findLabel}
        onFind={useStable(props.onFind)}
        onFindEnter={useStable(props.onFindEnter)}
      />
      <span className="scoring-progress" role="status">
        {props.progress}
      </span>
      <span className="spacer" />
      <Steps
        canUndo={props.canUndo}
        canRedo={props.canRedo}
        onUndo={useStable(props.onUndo)}
        onRedo={useStable(props.onRedo)}
        onShortcuts={useStable(props.onShortcuts)}
      />
    </div>
  );
}

/** Memoised, as nothing of it changes while scores are typed. */
const Filters = memo(function Filters(props: FilterProps) {
  return (
    <>
      <Segmented
        aria-label="查看方式"
        value={props.view}
        options={[
          { value: 'unit', label: '按单位' },
          { value: 'item', label: '按指标' },
        ]}
        onChange={props.onView}
      />
      <Select
        aria-label="组别"
        className="scoring-group"
        value={props.group}
        options={options('全部组别', props.groups)}
        onChange={props.onGroup}
      />
      <Select
        aria-label="评分人"
        className="scoring-scorer"
        value={props.scorer}
        options={options('全部评分人', props.scorers)}
        onChange={props.onScorer}
      />
      <Checkbox checked={props.onlyUnscored} onChange={(event) => props.onOnlyUnscored(event.target.checked)}>
        只看未评
      </Checkbox>
      <Input
        ref={props.findRef}
        allowClear
        className="scoring-find"
        aria-label={props.findLabel}
        placeholder={props.findLabel}
        value={props.find}
        onChange={(event) => props.onFind(event.target.value)}
        onPressEnter={(event) => {
          event.stopPropagation();
          props.onFindEnter();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') props.onFind('');
        }}
      />
    </>
  );
});

const Steps = memo(function Steps(props: StepProps) {
  return (
    <>
      <Button disabled={!props.canUndo} onClick={props.onUndo} title="Ctrl+Z">
        撤销
      </Button>
      <Button disabled={!props.canRedo} onClick={props.onRedo} title="Ctrl+Y">
        重做
      </Button>
      <Button onClick={props.onShortcuts}>快捷键</Button>
    </>
  );
});
