import { Button, Select, Spin } from 'antd';
import { useMemo, useState, type ClipboardEvent } from 'react';
import { EmptyState } from '../../components/EmptyState';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useNavigate, usePlace } from '../../shell/navigation';
import { useCall } from '../../shell/useCall';
import { useMayFor, useWorkspace } from '../../shell/workspace';
import { EvidencePane } from '../evidence/EvidencePane';
import { pastedImage } from '../evidence/pastedImage';
import { useEvidence } from '../evidence/useEvidence';
import '../scoring/scoring.css';
import { useRefusal } from '../scoring/useRefusal';
import './selfEvaluation.css';
import { SelfItem } from './SelfItem';
import { NotApplicableRequestDialog } from '../reviews/NotApplicableRequestDialog';
import { SelfAbsence } from './SelfAbsence';
import { selfTyping } from './selfSession';
import { completenessOf, type Completeness, type SelfLine } from './selfState';
import { SubmissionBar } from './SubmissionBar';
import { useHandIn } from './useHandIn';
import { useSelfSheet } from './useSelfSheet';

const NO_LINES: readonly SelfLine[] = [];

/** 自评填报: a unit's own sheet with self score, statement and evidence, and what is still missing. */
export default function SelfEvaluationScreen() {
  const { workspace } = useWorkspace();
  const place = usePlace();
  const navigate = useNavigate();
  const session = selfTyping.in(workspace.folder);
  const units = useCall('units:list', {});
  const system = useCall('indicators:get', {});
  const items = useMemo(
    () => new Map((system.data?.items ?? []).map((item) => [item.id, item])),
    [system.data],
  );
  const [chosen, setChosen] = useState<number | null>(place.unitId ?? null);
  const mayFor = useMayFor();
  const own = units.data?.find(({ code }) => code === workspace.account?.unitCode);
  const unitId = chosen ?? own?.id ?? units.data?.[0]?.id ?? null;
  const sheet = useSelfSheet(unitId, items, session);
  const lines = sheet.lines ?? NO_LINES;
  const [activeId, setActiveId] = useState<number | null>(place.itemId ?? null);
  const active = lines.find((line) => line.item.id === activeId) ?? lines[0] ?? null;
  const evidence = useEvidence(active && unitId !== null ? { unitId, itemId: active.item.id } : null, {
    onCount: sheet.setEvidenceCount,
    onLinked: () => undefined,
  });
  const handIn = useHandIn(unitId);
  const [asking, setAsking] = useState<number | null>(null);
  const code = units.data?.find(({ id }) => id === unitId)?.code;
  const fills = mayFor('selfEvaluate', code);
  const disabled = !fills || handIn.locked;
  const refusal = useRefusal(session, () => {
    sheet.reload();
    handIn.reload();
  });

  const error = units.error ?? system.error;
  if (error !== undefined) {
    return (
      <div className="screen">
        <ErrorNotice error={error} onRetry={units.error === undefined ? system.reload : units.reload} />
      </div>
    );
  }
  if (!units.data || !system.data) return <Spin className="screen-spin" />;
  if (units.data.length === 0 || items.size === 0) {
    return (
      <div className="screen">
        <EmptyState
          title={items.size === 0 ? '还没有指标' : '还没有被考评单位'}
          text="有了指标体系和被考评单位，各单位在这里填写自评分、自评说明并上传佐证材料。"
          actions={
            <Button
              type="primary"
              onClick={() => navigate({ screen: items.size === 0 ? 'indicatorSystem' : 'units' })}
            >
              {items.size === 0 ? '去导入指标表' : '去导入单位表'}
            </Button>
          }
        />
      </div>
    );
  }
  const jump = (itemId: number | undefined) => {
    if (itemId === undefined) return;
    setActiveId(itemId);
    const card = document.getElementById(`self-item-${itemId}`);
    card?.scrollIntoView({ block: 'center' });
    card?.querySelector<HTMLInputElement>('input')?.focus({ preventScroll: true });
  };
  const onPaste = (event: ClipboardEvent) => {
    const image = pastedImage(event.clipboardData);
    if (!image || disabled) return;
    event.preventDefault();
    void evidence.paste(image);
  };
  return (
    <div className="scoring" onPaste={onPaste}>
      <div className="scoring-toolbar">
        <h2 className="visually-hidden">自评填报</h2>
        <label htmlFor="self-unit">单位</label>
        <Select
          id="self-unit"
          aria-label="单位"
          className="self-unit"
          showSearch={{ optionFilterProp: 'label' }}
          value={unitId}
          options={units.data.map((unit) => ({ value: unit.id, label: unit.name }))}
          onChange={setChosen}
        />
        {sheet.lines && <CompletenessLine completeness={completenessOf(lines)} onJump={jump} />}
      </div>
      <ErrorNotice error={refusal} onClose={session.clearRefusal} />
      <ErrorNotice error={handIn.error} onRetry={handIn.reload} />
      {handIn.submission && (
        <SubmissionBar
          submission={handIn.submission}
          started={lines.some(({ entry }) => entry.points !== '' || entry.statement !== '')}
          arrived={session.arrived}
          mayAct={mayFor('submit', code)}
          onChanged={handIn.setSubmission}
          onJump={jump}
        />
      )}
      <div className="self-columns">
        <div className="score-scroll" role="list" aria-label="自评指标">
          <ErrorNotice error={sheet.error} onRetry={sheet.reload} />
          {!sheet.lines && sheet.error === undefined && <Spin className="screen-spin" />}
          {lines.map((line) => (
            <div key={line.item.id} role="listitem" className="self-slot">
              <SelfItem
                line={line}
                active={line.item.id === active?.item.id}
                disabled={disabled}
                onActivate={setActiveId}
                onEntry={sheet.type}
                returned={handIn.returnedWords(line.item.id)}
              >
                {/* Nothing for most items: an element would draw every card anew at each keystroke. */}
                {(line.item.id === active?.item.id || handIn.requestOf(line.item.id)) && (
                  <SelfAbsence
                    request={handIn.requestOf(line.item.id)}
                    offered={
                      line.item.id === active?.item.id &&
                      line.item.section === 'base' &&
                      handIn.mayRequest &&
                      mayFor('requestNotApplicable', code)
                    }
                    code={line.item.code}
                    onRequest={() => setAsking(line.item.id)}
                  />
                )}
              </SelfItem>
            </div>
          ))}
        </div>
        <EvidencePane
          actions={evidence}
          items={lines.map(({ item }) => ({ itemId: item.id, code: item.code, name: item.name }))}
          itemId={active?.item.id ?? null}
          disabled={disabled}
          judging={false}
        >
          {active && active.item.evidence.length > 0 && (
            <section aria-label="佐证要求">
              <h3>佐证要求</h3>
              <ul className="item-facts-list">
                {active.item.evidence.map((text) => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
            </section>
          )}
        </EvidencePane>
      </div>
      {asking !== null && unitId !== null && (
        <NotApplicableRequestDialog
          place={{ unitId, itemId: asking }}
          onClose={() => setAsking(null)}
          onRequested={() => {
            setAsking(null);
            handIn.reload();
          }}
        />
      )}
    </div>
  );
}

/** What is missing before the sheet can be handed in; each figure goes to the first such item. */
function CompletenessLine({
  completeness,
  onJump,
}: {
  readonly completeness: Completeness;
  readonly onJump: (itemId: number | undefined) => void;
}) {
  const { missing, withoutEvidence, wrong, filled, baseItems } = completeness;
  const links = [
    { text: `未填自评分 ${missing.length} 项`, ids: missing },
    { text: `缺佐证材料 ${withoutEvidence.length} 项`, ids: withoutEvidence },
    { text: `自评分有误 ${wrong.length} 项`, ids: wrong },
  ].filter(({ ids }) => ids.length > 0);
  return (
    <div className="self-completeness" role="status" aria-label="填报完整性">
      <span>
        已填 {filled}/{baseItems}
      </span>
      {links.length === 0 && <span className="self-complete">填报完整</span>}
      {links.map(({ text, ids }) => (
        <Button key={text} type="link" size="small" onClick={() => onJump(ids[0])}>
          {text}
        </Button>
      ))}
    </div>
  );
}
