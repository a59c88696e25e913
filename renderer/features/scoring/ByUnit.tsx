import { Alert, App, Spin } from 'antd';
import type { InputRef } from 'antd';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ScoreEntry } from '@shared/domain/score';
import type { ItemView, UnitProgress } from '@shared/ipc/views';
import { call } from '../../api';
import { EmptyState } from '../../components/EmptyState';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useNavigate, type Place } from '../../shell/navigation';
import { useSameList, useStable } from '../../shell/useStable';
import { EvidencePane } from '../evidence/EvidencePane';
import { pastedImage } from '../evidence/pastedImage';
import { useEvidence } from '../evidence/useEvidence';
import type { Replay } from './editHistory';
import { ExplanationDialog, type ExplanationTarget } from './ExplanationDialog';
import { ItemFacts } from './ItemFacts';
import { ItemList, type FocusRequest } from './ItemList';
import { neighbour, nextUnscored } from './itemWalk';
import type { KeyCommand } from './keys';
import { MarkingBar } from './MarkingBar';
import { useRememberedPlace } from './remembered';
import type { ScoringSession } from './scoringSession';
import { ScoringToolbar } from './ScoringToolbar';
import { progressOf, type SheetLine } from './sheetState';
import { TotalBar } from './TotalBar';
import { UnitList } from './UnitList';
import { useItemFilter } from './useItemFilter';
import { useScoringKeys } from './useScoringKeys';
import { useScoringSession } from './useScoringSession';
import { useMenuSteps } from './useMenuSteps';
import { useSheet } from './useSheet';
import { useUnitFilter } from './useUnitFilter';
import { useVisit } from './useVisit';

export interface ScoringViewProps {
  readonly session: ScoringSession;
  readonly items: ReadonlyMap<number, ItemView>;
  readonly units: readonly UnitProgress[];
  readonly cycleYear: number;
  readonly disabled: boolean;
  readonly place: Place;
  readonly onShortcuts: () => void;
  /** Scores came about otherwise than by typing: the list of units has to be read again. */
  readonly onScored: () => void;
}

/** No item: the first one shown takes the focus when the screen opens. */
const NONE = 0;
const NO_LINES: readonly SheetLine[] = [];

/** 按单位: units at the left, the items of one in the middle, evidence at the right. */
export function ByUnit(props: ScoringViewProps) {
  const { session, items, cycleYear, disabled, place } = props;
  const { message } = App.useApp();
  const navigate = useNavigate();
  const { canUndo, canRedo, failure } = useScoringSession();
  const [onlyUnscored, setOnlyUnscored] = useState(false);
  const [unitId, setUnitId] = useState<number | null>(place.unitId ?? props.units[0]?.unitId ?? null);
  const unitFilter = useUnitFilter(props.units, onlyUnscored, unitId);
  const [chosenId, setChosenId] = useState<number | null>(place.itemId ?? null);
  const [focus, setFocus] = useState<FocusRequest>({ itemId: place.itemId ?? NONE, where: 'first' });
  const [explained, setExplained] = useState<ExplanationTarget | null>(null);
  const findRef = useRef<InputRef>(null);
  const root = useRef<HTMLDivElement>(null);

  const sheet = useSheet(unitId, items, session, cycleYear);
  const { state } = sheet;
  const lines = state?.lines ?? NO_LINES;
  // Some item is always the active one: the right column shows it.
  const activeId = lines.some((line) => line.item.id === chosenId) ? chosenId : (lines[0]?.item.id ?? null);
  useRememberedPlace(session, {
    screen: 'scoring',
    view: 'unit',
    unitId: unitId ?? undefined,
    itemId: activeId ?? undefined,
  });
  const filter = useItemFilter(lines, unitId, onlyUnscored, activeId);
  const active = lines.find((line) => line.item.id === activeId) ?? null;
  const visit = useVisit();

  const evidence = useEvidence(state && active ? { unitId: state.unit.id, itemId: active.item.id } : null, {
    onCount: sheet.setEvidenceCount,
    onLinked: ({ unitId: unit, itemId }, evidenceId, linked) => {
      session.note({ kind: 'evidence', unitId: unit, itemId, evidenceId, linked });
      if (!linked) message.info('已从本项移除。文件仍保存在考评库中，可点“撤销”恢复。');
    },
  });

  const goTo = useCallback((itemId: number | null, where: FocusRequest['where'] = 'first') => {
    if (itemId === null) return;
    setChosenId(itemId);
    setFocus({ itemId, where });
  }, []);

  useArrival(place, props, setUnitId, goTo);

  const replayed = async (replay: Replay) => {
    setUnitId(replay.unitId);
    if (replay.kind === 'entry') {
      if (replay.unitId === state?.unit.id) sheet.show(replay.itemId, replay.entry);
    } else {
      const request = { evidenceId: replay.evidenceId, itemId: replay.itemId };
      try {
        await call(replay.linked ? 'evidence:link' : 'evidence:unlink', request);
      } catch {
        message.error('这一步不能撤销：该文件已不在考评库中。');
      }
      evidence.reload();
      sheet.reload();
    }
    filter.reveal(replay.itemId);
    goTo(replay.itemId);
  };
  const step = (direction: 'undo' | 'redo') => {
    if (disabled) return;
    const replay = session.step(direction);
    if (replay) void replayed(replay);
  };
  useMenuSteps(step);

  const { type } = sheet;
  const onEntry = useCallback(
    (itemId: number, entry: ScoreEntry) => type(itemId, entry, visit.current()),
    [type, visit],
  );
  const { drop } = evidence;
  const onDropFiles = useCallback(
    (itemId: number, files: readonly File[]) => {
      setChosenId(itemId);
      void drop(files, itemId);
    },
    [drop],
  );
  const shownUnit = state?.unit.id ?? null;
  const onExplain = useCallback(
    (itemId: number) => shownUnit !== null && setExplained({ unitId: shownUnit, itemId }),
    [shownUnit],
  );

  const moveUnit = (by: number) => {
    const at = unitFilter.shown.findIndex((unit) => unit.unitId === unitId);
    const next = unitFilter.shown[at + by];
    if (!next) return;
    setUnitId(next.unitId);
    if (activeId !== null) setFocus({ itemId: activeId, where: 'first' });
  };

  const run: Record<KeyCommand, () => void> = {
    previousItem: () => goTo(neighbour(walkOf(filter.shown), activeId, -1)),
    nextItem: () => goTo(neighbour(walkOf(filter.shown), activeId, 1)),
    nextUnscored: () => {
      const next = nextUnscored(walkOf(filter.shown), activeId);
      if (next === null) message.success('本单位的指标已全部评完。按 Ctrl+↓ 到下一个单位。');
      else goTo(next);
    },
    previousUnit: () => moveUnit(-1),
    nextUnit: () => moveUnit(1),
    reason: () => goTo(activeId, 'reason'),
    evidence: () => void evidence.choose(),
    notApplicable: () => {
      if (!active || active.item.section !== 'base' || disabled || active.row.closed) return;
      visit.begin();
      const notApplicable = !active.entry.notApplicable;
      onEntry(active.item.id, { ...active.entry, notApplicable });
      goTo(active.item.id, notApplicable ? 'reason' : 'first');
    },
    undo: () => step('undo'),
    redo: () => step('redo'),
    find: () => findRef.current?.focus({ cursor: 'all' }),
  };

  useScoringKeys(root, run);

  const onPaste = (event: React.ClipboardEvent) => {
    const image = pastedImage(event.clipboardData);
    if (!image || disabled) return;
    event.preventDefault();
    void evidence.paste(image);
  };

  const enterItems = useStable(() => goTo(activeId ?? filter.shown[0]?.item.id ?? null));
  const sheetItems = useSameList(lines.map(({ item }) => item));
  const choices = useMemo(
    () => sheetItems.map(({ id, code, name }) => ({ itemId: id, code, name })),
    [sheetItems],
  );
  const closedAll = closedForAll(lines);
  const counted = state ? progressOf(state) : null;
  return (
    <div ref={root} className="scoring" onPaste={onPaste} onFocusCapture={visit.begin}>
      <ScoringToolbar
        view="unit"
        onView={(view) =>
          navigate({ screen: 'scoring', view, unitId: unitId ?? undefined, itemId: activeId ?? undefined })
        }
        groups={unitFilter.groups}
        group={unitFilter.group}
        onGroup={unitFilter.setGroup}
        scorers={filter.scorers}
        scorer={filter.scorer}
        onScorer={filter.setScorer}
        onlyUnscored={onlyUnscored}
        onOnlyUnscored={setOnlyUnscored}
        find={filter.query}
        findRef={findRef}
        findLabel="查找指标"
        onFind={(text) => {
          filter.setQuery(text);
          // What is found stands at the top.
          root.current?.querySelector('.score-scroll')?.scrollTo(0, 0);
        }}
        onFindEnter={() => goTo(filter.shown[0]?.item.id ?? null)}
        progress={counted ? `已评 ${counted.scored}/${counted.applicable}` : ''}
        canUndo={canUndo && !disabled}
        canRedo={canRedo && !disabled}
        onUndo={() => step('undo')}
        onRedo={() => step('redo')}
        onShortcuts={props.onShortcuts}
      />
      {failure !== null && <ErrorNotice error={failure} onRetry={() => session.retry()} />}
      <div className="scoring-columns">
        <nav className="scoring-left" aria-label="被考评单位">
          <UnitList units={unitFilter.shown} unitId={unitId} onSelect={setUnitId} onEnter={enterItems} />
        </nav>
        <div className="scoring-middle" aria-busy={sheet.loading}>
          <ErrorNotice error={sheet.error} onRetry={sheet.reload} />
          {!state && sheet.error === undefined && <Spin className="screen-spin" />}
          {state && (
            <>
              <TotalBar
                unit={state.unit}
                total={state.total}
                session={session}
                onExplain={() => setExplained({ unitId: state.unit.id })}
              />
              <MarkingBar
                state={state}
                session={session}
                disabled={disabled}
                onLocked={() => {
                  sheet.reload();
                  props.onScored();
                }}
              />
              {closedAll !== '' && <Alert type="info" showIcon banner title={closedAll} />}
              {filter.shown.length === 0 ? (
                <EmptyState
                  title="没有符合条件的指标"
                  text="请改变查找内容，或取消“只看未评”和评分人筛选。"
                />
              ) : (
                <ItemList
                  unitId={state.unit.id}
                  lines={filter.shown}
                  activeId={activeId}
                  focus={state.unit.id === unitId ? focus : null}
                  disabled={disabled}
                  closedAll={closedAll}
                  onActivate={setChosenId}
                  onEntry={onEntry}
                  onExplain={onExplain}
                  onDropFiles={onDropFiles}
                />
              )}
            </>
          )}
        </div>
        <EvidencePane
          actions={evidence}
          items={choices}
          itemId={active?.item.id ?? null}
          disabled={disabled}
          judging
        >
          {active && <ItemFacts item={active.item} row={active.row} session={session} />}
        </EvidencePane>
      </div>
      <ExplanationDialog target={explained} session={session} onClose={() => setExplained(null)} />
    </div>
  );
}

/** Why no item can be typed, where it is the same for all; '' otherwise. */
function closedForAll(lines: readonly SheetLine[]): string {
  const reason = lines[0]?.row.closed ?? '';
  return lines.every(({ row }) => row.closed === reason) ? reason : '';
}

const walkOf = (lines: readonly SheetLine[]) =>
  lines.map(({ item, result }) => ({ itemId: item.id, status: result.status, section: item.section }));

/** Goes where a link of another screen points to. */
function useArrival(
  place: Place,
  { items }: ScoringViewProps,
  setUnitId: (unitId: number) => void,
  goTo: (itemId: number | null) => void,
): void {
  const met = useRef<Place | null>(null);
  useEffect(() => {
    if (met.current === place) return;
    met.current = place;
    if (place.unitId !== undefined) setUnitId(place.unitId);
    const byPart = [...items.values()].find((item) => item.level1Code === place.partCode);
    const target = place.itemId ?? (place.partCode === undefined ? undefined : byPart?.id);
    if (target !== undefined) goTo(target);
  }, [place, items, setUnitId, goTo]);
}
