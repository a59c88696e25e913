import { App, Spin } from 'antd';
import type { InputRef } from 'antd';
import { useCallback, useMemo, useRef, useState, type ClipboardEvent } from 'react';
import { formatPoints } from '@shared/domain/points';
import type { ScoreEntry } from '@shared/domain/score';
import { EmptyState } from '../../components/EmptyState';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useNavigate } from '../../shell/navigation';
import { EvidencePane } from '../evidence/EvidencePane';
import { pastedImage } from '../evidence/pastedImage';
import { useEvidence } from '../evidence/useEvidence';
import type { ScoringViewProps } from './ByUnit';
import { ColumnTable, type RowFocus } from './ColumnTable';
import { ExplanationDialog, type ExplanationTarget } from './ExplanationDialog';
import { IndicatorList } from './IndicatorList';
import { figuresOf, type ColumnLine } from './itemColumn';
import { matchesItem, neighbour, nextUnscored } from './itemWalk';
import type { KeyCommand } from './keys';
import { settingText } from '@shared/marking/settingText';
import { useRememberedPlace } from './remembered';
import { limitText } from './resultText';
import { ScoringToolbar } from './ScoringToolbar';
import { useItemColumn } from './useItemColumn';
import { useMenuSteps } from './useMenuSteps';
import { useScoringKeys } from './useScoringKeys';
import { useScoringSession } from './useScoringSession';
import { useVisit } from './useVisit';

/** No unit: the first one shown takes the focus when the screen opens. */
const NONE = 0;
const NO_LINES: readonly ColumnLine[] = [];

/** 按指标: one item over all units side by side, which is the fairer way to use discretion. */
export function ByItem(props: ScoringViewProps) {
  const { session, items, units, cycleYear, disabled, place } = props;
  const { message } = App.useApp();
  const navigate = useNavigate();
  const { canUndo, canRedo, failure } = useScoringSession();
  const all = useMemo(() => [...items.values()], [items]);
  const [itemId, setItemId] = useState<number | null>(place.itemId ?? all[0]?.id ?? null);
  const [unitId, setUnitId] = useState<number | null>(place.unitId ?? null);
  const [focus, setFocus] = useState<RowFocus>({ unitId: place.unitId ?? NONE, where: 'first' });
  const [explained, setExplained] = useState<ExplanationTarget | null>(null);
  const [group, setGroup] = useState('');
  const [scorer, setScorer] = useState('');
  const [query, setQuery] = useState('');
  const [onlyUnscored, setOnlyUnscored] = useState(false);
  const findRef = useRef<InputRef>(null);
  const root = useRef<HTMLDivElement>(null);
  const visit = useVisit();

  useRememberedPlace(session, {
    screen: 'scoring',
    view: 'item',
    unitId: unitId ?? undefined,
    itemId: itemId ?? undefined,
  });

  const item = itemId === null ? null : (items.get(itemId) ?? null);
  const column = useItemColumn(item, units, session, cycleYear);
  const pinned = useUnscoredWhenOpened(column.lines, itemId, onlyUnscored);
  const lines = useMemo(
    () =>
      (column.lines ?? NO_LINES).filter(
        (line) =>
          (group === '' || line.unit.group === group) &&
          (!onlyUnscored || pinned.has(line.unit.unitId) || line.unit.unitId === unitId),
      ),
    [column.lines, group, onlyUnscored, pinned, unitId],
  );
  const listed = useMemo(
    () => all.filter((each) => matchesItem(each, query) && (scorer === '' || each.leadScorer === scorer)),
    [all, query, scorer],
  );
  const active = lines.find((line) => line.unit.unitId === unitId) ?? null;
  const evidence = useEvidence(active && item ? { unitId: active.unit.unitId, itemId: item.id } : null, {
    onCount: () => undefined,
    onLinked: (at, evidenceId, linked) => {
      session.note({ kind: 'evidence', unitId: at.unitId, itemId: at.itemId, evidenceId, linked });
      if (!linked) message.info('已从本项移除。文件仍保存在考评库中，可点“撤销”恢复。');
    },
  });

  const goTo = useCallback((unit: number | null, where: RowFocus['where'] = 'first') => {
    if (unit === null) return;
    setUnitId(unit);
    setFocus({ unitId: unit, where });
  }, []);
  const step = (direction: 'undo' | 'redo') => {
    const replay = disabled ? null : session.step(direction);
    if (!replay) return;
    if (replay.kind === 'evidence') {
      navigate({ screen: 'scoring', view: 'unit', unitId: replay.unitId, itemId: replay.itemId });
      return;
    }
    setItemId(replay.itemId);
    setGroup('');
    if (replay.itemId === itemId) column.show(replay.unitId, replay.entry);
    goTo(replay.unitId);
  };
  useMenuSteps(step);

  const { type } = column;
  const onEntry = useCallback(
    (unit: number, entry: ScoreEntry) => type(unit, entry, visit.current()),
    [type, visit],
  );
  const onExplain = useCallback(
    (unit: number) => itemId !== null && setExplained({ unitId: unit, itemId }),
    [itemId],
  );
  const moveItem = (by: number) => {
    const at = listed.findIndex((each) => each.id === itemId);
    const next = listed[at + by];
    if (!next) return;
    setItemId(next.id);
    if (unitId !== null) setFocus({ unitId, where: 'first' });
  };
  const walk = () =>
    lines.map((line) => ({
      itemId: line.unit.unitId,
      status: line.result.status,
      section: item?.section ?? ('base' as const),
    }));

  const run: Record<KeyCommand, () => void> = {
    previousItem: () => goTo(neighbour(walk(), unitId, -1)),
    nextItem: () => goTo(neighbour(walk(), unitId, 1)),
    nextUnscored: () => {
      const next = nextUnscored(walk(), unitId);
      if (next === null) message.success('本指标各单位已全部评完。按 Ctrl+↓ 到下一项指标。');
      else goTo(next);
    },
    previousUnit: () => moveItem(-1),
    nextUnit: () => moveItem(1),
    reason: () => goTo(unitId, 'reason'),
    evidence: () => void evidence.choose(),
    notApplicable: () => {
      if (!active || item?.section !== 'base' || disabled || active.row.closed) return;
      visit.begin();
      const notApplicable = !active.entry.notApplicable;
      onEntry(active.unit.unitId, { ...active.entry, notApplicable });
      goTo(active.unit.unitId, notApplicable ? 'reason' : 'first');
    },
    undo: () => step('undo'),
    redo: () => step('redo'),
    find: () => findRef.current?.focus({ cursor: 'all' }),
  };
  useScoringKeys(root, run);

  const onPaste = (event: ClipboardEvent) => {
    const image = pastedImage(event.clipboardData);
    if (!image || disabled || !active) return;
    event.preventDefault();
    void evidence.paste(image);
  };

  const figures = figuresOf(lines);
  const marking = column.lines?.[0]?.row.marking;
  return (
    <div ref={root} className="scoring" onPaste={onPaste} onFocusCapture={visit.begin}>
      <ScoringToolbar
        view="item"
        onView={(view) =>
          navigate({ screen: 'scoring', view, unitId: unitId ?? undefined, itemId: itemId ?? undefined })
        }
        groups={useMemo(() => [...new Set(units.map((unit) => unit.group))], [units])}
        group={group}
        onGroup={setGroup}
        scorers={useMemo(() => [...new Set(all.map((each) => each.leadScorer).filter(Boolean))], [all])}
        scorer={scorer}
        onScorer={setScorer}
        onlyUnscored={onlyUnscored}
        onOnlyUnscored={setOnlyUnscored}
        find={query}
        findRef={findRef}
        findLabel="查找指标"
        onFind={setQuery}
        onFindEnter={() => listed[0] && setItemId(listed[0].id)}
        progress={`已评 ${figures?.scored ?? 0}/${lines.length}`}
        canUndo={canUndo && !disabled}
        canRedo={canRedo && !disabled}
        onUndo={() => step('undo')}
        onRedo={() => step('redo')}
        onShortcuts={props.onShortcuts}
      />
      {failure !== null && <ErrorNotice error={failure} onRetry={() => session.retry()} />}
      <div className="scoring-columns">
        <nav className="scoring-left" aria-label="指标">
          <IndicatorList
            items={listed}
            itemId={itemId}
            onSelect={setItemId}
            onEnter={() => goTo(unitId ?? lines[0]?.unit.unitId ?? null)}
          />
        </nav>
        <div className="scoring-middle">
          <ErrorNotice error={column.error} onRetry={column.reload} />
          {item && (
            <div className="total-bar">
              <h2 className="total-unit">
                {item.code} {item.name} <span className="muted">· {limitText(item)}</span>
                {marking && <span className="muted"> · 多人评分 · {settingText(marking)}</span>}
              </h2>
              <p className="item-standard muted">{item.standard}</p>
              <div className="total-figures" role="status" aria-label="本项得分分布">
                {figures ? (
                  <>
                    <span>
                      平均 <strong>{formatPoints(figures.mean)}</strong>
                    </span>
                    <span>
                      最低 <strong>{formatPoints(figures.min)}</strong>
                    </span>
                    <span>
                      最高 <strong>{formatPoints(figures.max)}</strong>
                    </span>
                  </>
                ) : (
                  <span className="muted">还没有单位评分</span>
                )}
              </div>
            </div>
          )}
          {!column.lines && column.error === undefined && <Spin className="screen-spin" />}
          {item && column.lines && lines.length === 0 && (
            <EmptyState title="没有符合条件的单位" text="这项指标不适用于所选组别，或已全部评完。" />
          )}
          {item && column.lines && lines.length > 0 && (
            <ColumnTable
              item={item}
              lines={lines}
              activeId={unitId}
              focus={focus}
              disabled={disabled}
              onActivate={setUnitId}
              onEntry={onEntry}
              onExplain={onExplain}
            />
          )}
        </div>
        <EvidencePane
          actions={evidence}
          items={all.map((each) => ({ itemId: each.id, code: each.code, name: each.name }))}
          itemId={active ? itemId : null}
          disabled={disabled}
          judging
        />
      </div>
      <ExplanationDialog target={explained} session={session} onClose={() => setExplained(null)} />
    </div>
  );
}

interface Pinned {
  readonly key: string;
  readonly ids: ReadonlySet<number>;
}

const NOTHING_PINNED: Pinned = { key: '', ids: new Set() };

/** Units that were unscored when the item was opened: a row must not vanish under the hand that scores it. */
function useUnscoredWhenOpened(
  lines: readonly ColumnLine[] | null,
  itemId: number | null,
  onlyUnscored: boolean,
): ReadonlySet<number> {
  const [pinned, setPinned] = useState<Pinned>(NOTHING_PINNED);
  const key = `${itemId}:${onlyUnscored}`;
  if (lines !== null && pinned.key !== key) {
    const unscored = lines.filter((line) => line.result.status === 'unscored');
    setPinned({ key, ids: new Set(unscored.map((line) => line.unit.unitId)) });
  }
  return pinned.ids;
}
