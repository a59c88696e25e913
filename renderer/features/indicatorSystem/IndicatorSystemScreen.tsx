import { App, Button, Select, Skeleton, Tag } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { IndicatorSystemView, SystemSummary } from '@shared/ipc/views';
import { ErrorNotice } from '../../components/ErrorNotice';
import { ReferenceNote } from '../../components/ReferenceNote';
import { EmptyState } from '../../components/EmptyState';
import { usePlace } from '../../shell/navigation';
import { useCall } from '../../shell/useCall';
import { useMay, useWorkspace } from '../../shell/workspace';
import { CompareDialog } from './CompareDialog';
import { IndicatorImportDialog } from './IndicatorImportDialog';
import { IndicatorTree } from './IndicatorTree';
import { ItemPane } from './ItemPane';
import { NewVersionDialog } from './NewVersionDialog';
import { SettingsDialog } from './SettingsDialog';
import { useSystemActions } from './useSystemActions';
import { versionName } from './versionName';
import './indicatorSystem.css';

type Dialog = 'import' | 'compare' | 'newVersion' | 'settings' | null;

/** 指标体系: the tree, an item, and the versions. */
export default function IndicatorSystemScreen() {
  const { workspace } = useWorkspace();
  const [systemId, setSystemId] = useState<number>(workspace.system.id);
  const versions = useCall('indicators:versions', {});
  const system = useCall('indicators:get', { systemId });
  const { setData } = system;
  // An edit may be written after another version was chosen; its answer must not come up there.
  const shown = useRef(systemId);
  useEffect(() => {
    shown.current = systemId;
  }, [systemId]);
  const onItemSaved = useCallback(
    (next: IndicatorSystemView) => {
      if (next.summary.id === shown.current) setData(next);
    },
    [setData],
  );
  const view = system.data?.summary.id === systemId ? system.data : undefined;
  return (
    <div className="screen-fill">
      <ErrorNotice error={system.error ?? versions.error} onRetry={system.reload} />
      {view ? (
        <SystemView
          view={view}
          versions={versions.data ?? [view.summary]}
          onChoose={setSystemId}
          onChanged={(next) => {
            setSystemId(next.summary.id);
            shown.current = next.summary.id;
            setData(next);
            versions.reload();
          }}
          onItemSaved={onItemSaved}
        />
      ) : (
        system.error === undefined && <Skeleton active paragraph={{ rows: 12 }} />
      )}
    </div>
  );
}

/** The chosen item; in another version, where ids differ, the one of the same code; else the first. */
function placeOfItem(view: IndicatorSystemView, id: number | null, code: string): number {
  const byId = view.items.findIndex((item) => item.id === id);
  if (byId !== -1) return byId;
  return Math.max(
    0,
    view.items.findIndex((item) => item.code === code),
  );
}

interface SystemViewProps {
  readonly view: IndicatorSystemView;
  readonly versions: readonly SystemSummary[];
  readonly onChoose: (systemId: number) => void;
  readonly onChanged: (view: IndicatorSystemView) => void;
  readonly onItemSaved: (view: IndicatorSystemView) => void;
}

function SystemView({ view, versions, onChoose, onChanged, onItemSaved }: SystemViewProps) {
  const { workspace } = useWorkspace();
  const place = usePlace();
  const { message } = App.useApp();
  const [dialog, setDialog] = useState<Dialog>(null);
  const [selectedId, setSelectedId] = useState<number | null>(place.itemId ?? null);
  const [lastCode, setLastCode] = useState('');
  const actions = useSystemActions(view, onChanged, setSelectedId);
  const draft = view.summary.status === 'draft';
  const manages = useMay()('manageSystem');
  const offers = workspace.actions.includes('manageSystem');
  const editable = draft && manages;
  const selected = placeOfItem(view, selectedId, lastCode);
  const item = view.items[selected];
  if (item && item.code !== lastCode) setLastCode(item.code);

  // 「搜索」 may name an item while this screen is open already.
  const [seenPlace, setSeenPlace] = useState(place);
  if (seenPlace !== place) {
    setSeenPlace(place);
    if (place.itemId !== undefined) setSelectedId(place.itemId);
  }
  return (
    <>
      <div className="screen-head">
        <h2>指标体系</h2>
        <Select
          aria-label="版本"
          className="version-select"
          popupMatchSelectWidth={false}
          value={view.summary.id}
          onChange={onChoose}
          options={versions.map((version) => ({ value: version.id, label: versionName(version) }))}
          // The tags beside it tell the state; without it the version's number has room.
          labelRender={() => `${view.summary.title} ${view.summary.version}`}
        />
        <Tag color={draft ? 'warning' : 'success'}>{draft ? '草稿' : '已发布'}</Tag>
        {workspace.system.id === view.summary.id && <Tag color="processing">本年度使用</Tag>}
        <ReferenceNote system={view.summary} compact />
        <span className="spacer" />
        {offers && draft && (
          <Button type="primary" disabled={!editable} onClick={actions.publish}>
            发布
          </Button>
        )}
        {offers && !draft && workspace.system.id !== view.summary.id && (
          <Button disabled={!manages} onClick={actions.use}>
            用于本年度
          </Button>
        )}
        {offers && (
          <Button disabled={!manages} onClick={() => setDialog('newVersion')}>
            新建版本
          </Button>
        )}
        <Button onClick={() => setDialog('compare')}>对比版本</Button>
        {offers && (
          <Button disabled={!manages} onClick={() => setDialog('import')}>
            导入指标表
          </Button>
        )}
        <Button onClick={actions.exportTable}>导出指标表</Button>
        <Button onClick={() => setDialog('settings')}>设置</Button>
      </div>
      <ErrorNotice error={actions.error} onClose={actions.clearError} />
      <div className="indicator-pair">
        <div className="panel indicator-left">
          <IndicatorTree
            items={view.items}
            selected={item ? selected : null}
            onSelect={(index) => setSelectedId(view.items[index]?.id ?? null)}
          />
          {editable && (
            <Button block onClick={() => actions.addItem(item)}>
              新增指标
            </Button>
          )}
        </div>
        <div className="panel indicator-right">
          {item ? (
            <ItemPane
              key={`${view.summary.id}-${item.id}`}
              view={view}
              item={item}
              editable={editable}
              onSaved={onItemSaved}
              onRemove={() => actions.removeItem(item)}
            />
          ) : (
            <EmptyState
              title={view.items.length === 0 ? '这个版本还没有指标' : '请在左边选择一项指标'}
              text="右边显示考核要求、评分规则、评分标准、佐证要求和依据，并可试算。"
            />
          )}
        </div>
      </div>
      {dialog === 'import' && (
        <IndicatorImportDialog
          onClose={() => setDialog(null)}
          onConfirm={async (preview) => {
            const imported = await actions.importPreview(preview.previewId);
            message.success(
              `已导入为草稿“${imported.summary.title} ${imported.summary.version}”，核对后发布`,
            );
          }}
        />
      )}
      {dialog === 'compare' && (
        <CompareDialog versions={versions} current={view.summary.id} onClose={() => setDialog(null)} />
      )}
      {dialog === 'newVersion' && (
        <NewVersionDialog
          basedOn={view.summary}
          versions={versions}
          onClose={() => setDialog(null)}
          onMade={onChanged}
        />
      )}
      {dialog === 'settings' && (
        <SettingsDialog
          view={view}
          readOnly={!editable}
          onClose={() => setDialog(null)}
          onSaved={onChanged}
        />
      )}
    </>
  );
}
