import { PaperClipOutlined } from '@ant-design/icons';
import { memo, useMemo, useState, type DragEvent } from 'react';
import type { FieldProblem, ScoreEntry } from '@shared/domain/score';
import type { ItemView } from '@shared/ipc/views';
import { isBlank } from './entryFields';
import { fieldsOf } from './ruleFields';
import { FieldInput } from './FieldInput';
import { IncidentLink } from './IncidentLink';
import { MarkingLine } from './MarkingLine';
import { NotApplicableBox } from './NotApplicableBox';
import { ReasonField } from './ReasonField';
import { adjustedText } from './layerText';
import { limitText, reasonLine, resultText, unplacedProblems } from './resultText';
import { RuleFields } from './RuleFields';
import type { SheetLine } from './sheetState';

export interface ItemCardProps {
  readonly line: SheetLine;
  readonly unitId: number;
  readonly active: boolean;
  readonly disabled: boolean;
  /** Said above the list already, for every item. */
  readonly closedAll: string;
  readonly onActivate: (itemId: number) => void;
  readonly onEntry: (itemId: number, entry: ScoreEntry) => void;
  readonly onExplain: (itemId: number) => void;
  readonly onDropFiles: (itemId: number, files: readonly File[]) => void;
}

const REASON = '扣分理由';
const POINTS = '得分';

/** Names of the fields this card shows, as `evaluateItem` names them in its problems. */
function shownFields(item: ItemView, direct: boolean): ReadonlySet<string> {
  const names = fieldsOf(item).flatMap((fields, index) =>
    fields.map((field) => (index === 0 ? field.key : `[${index + 1}]${field.key}`)),
  );
  return new Set([...names, REASON, ...(direct ? [POINTS] : [])]);
}

/** Points given directly stand where no inputs are known; manual items have them as their only input already. */
function mayGiveDirectly(item: ItemView): boolean {
  return item.section !== 'veto' && !(item.rules.length === 1 && item.rules[0]?.kind === 'manual');
}

/** One item of the unit: inputs of its rules, points and reason at once. */
export const ItemCard = memo(function ItemCard(props: ItemCardProps) {
  const { line, active, onEntry } = props;
  const { item, row, entry, result } = line;
  const disabled = props.disabled || Boolean(row.closed);
  const [wantsDirect, setWantsDirect] = useState(false);
  const direct = mayGiveDirectly(item) && (wantsDirect || entry.points !== '');
  const shown = useMemo(() => shownFields(item, direct), [item, direct]);
  const problems: readonly FieldProblem[] = result.problems;
  const change = (next: ScoreEntry) => onEntry(item.id, next);
  const drop = useFileDrop((files) => props.onDropFiles(item.id, files), props.disabled);

  return (
    <section
      id={`score-item-${item.id}`}
      role="group"
      aria-label={`${item.code} ${item.name}`}
      className={`score-card ${active ? 'score-card-active' : ''} ${drop.over ? 'score-card-drop' : ''}`}
      onFocusCapture={() => props.onActivate(item.id)}
      onPointerDown={() => props.onActivate(item.id)}
      {...drop.handlers}
    >
      <CardHead line={line} onExplain={props.onExplain} />
      <MarkingLine item={item} row={row} />
      <div className="score-inputs">
        <RuleFields
          item={item}
          entry={entry}
          problems={problems}
          disabled={disabled || entry.notApplicable}
          onEntry={change}
        />
        {direct && (
          <FieldInput
            field={{ key: POINTS, label: POINTS, type: 'number' }}
            value={entry.points}
            problem={problems.find((problem) => problem.field === POINTS)?.message ?? ''}
            disabled={disabled || entry.notApplicable}
            onChange={(points) => change({ ...entry, points })}
          />
        )}
        {active && !direct && mayGiveDirectly(item) && !disabled && isBlank(entry) && (
          <button type="button" className="score-link" onClick={() => setWantsDirect(true)}>
            直接给分
          </button>
        )}
      </div>
      <ReasonField
        item={item}
        entry={entry}
        problem={problems.find((problem) => problem.field === REASON)?.message ?? ''}
        disabled={disabled}
        onEntry={change}
      />
      <div className="score-foot">
        {item.section === 'base' && (
          <NotApplicableBox
            checked={entry.notApplicable}
            disabled={disabled}
            onChange={(notApplicable) => change({ ...entry, notApplicable })}
          />
        )}
        <output className="score-why" aria-label="得分说明">
          {reasonLine(result)}
        </output>
        {active && <IncidentLink unitId={props.unitId} item={item} disabled={props.disabled} />}
      </div>
      {row.closed && row.closed !== props.closedAll && <p className="score-closed">{row.closed}</p>}
      {unplacedProblems(problems, shown).map((problem) => (
        <p key={`${problem.field}${problem.code}`} className="score-problem" role="alert">
          {problem.message}
        </p>
      ))}
    </section>
  );
});

function CardHead({
  line,
  onExplain,
}: {
  readonly line: SheetLine;
  readonly onExplain: (itemId: number) => void;
}) {
  const { item, row, result } = line;
  const figure = resultText(item, result);
  const adjusted = adjustedText(row);
  return (
    <header className="score-card-head">
      <h3 className="score-card-name">
        <span className="score-code">{item.code}</span> {item.name}
      </h3>
      {row.evidenceCount > 0 && (
        <span className="score-clip" title={`佐证材料 ${row.evidenceCount} 份`}>
          <PaperClipOutlined aria-hidden />
          <span className="visually-hidden">佐证材料</span> {row.evidenceCount}
        </span>
      )}
      {adjusted && <span className="score-layers">{adjusted}</span>}
      <span className="score-limit">{limitText(item)}</span>
      <button
        type="button"
        tabIndex={-1}
        className={`score-figure score-figure-${result.problems.length > 0 ? 'refused' : result.status}`}
        aria-label={`${figure}，查看推导`}
        onClick={() => onExplain(item.id)}
      >
        {figure}
      </button>
    </header>
  );
}

/** Files dropped on an item become its evidence. */
function useFileDrop(onFiles: (files: readonly File[]) => void, disabled: boolean) {
  const [over, setOver] = useState(false);
  const carriesFiles = (event: DragEvent) => !disabled && event.dataTransfer.types.includes('Files');
  return {
    over,
    handlers: {
      onDragOver: (event: DragEvent) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: () => setOver(false),
      onDrop: (event: DragEvent) => {
        setOver(false);
        if (!carriesFiles(event)) return;
        event.preventDefault();
        event.stopPropagation();
        onFiles([...event.dataTransfer.files]);
      },
    },
  };
}
