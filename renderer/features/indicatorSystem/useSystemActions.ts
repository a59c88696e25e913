import { App } from 'antd';
import { useState } from 'react';
import { formatPoints } from '@shared/domain/points';
import type { IndicatorSystemView, ItemView } from '@shared/ipc/views';
import { checkSystem } from '@shared/tables/ruleChecks';
import { call } from '../../api';
import { useWorkspace } from '../../shell/workspace';
import { newItem } from './itemDraft';
import { basePoints } from './itemTree';
import { versionName } from './versionName';

export interface SystemActions {
  readonly error: unknown;
  readonly clearError: () => void;
  readonly publish: () => void;
  readonly use: () => void;
  readonly exportTable: () => Promise<void>;
  readonly importPreview: (previewId: string) => Promise<IndicatorSystemView>;
  readonly addItem: (beside: ItemView | undefined) => Promise<void>;
  readonly removeItem: (item: ItemView) => void;
}

/** What the buttons of 指标体系 do. */
export function useSystemActions(
  view: IndicatorSystemView,
  onChanged: (view: IndicatorSystemView) => void,
  onSelect: (itemId: number | null) => void,
): SystemActions {
  const { workspace, refresh, setApp } = useWorkspace();
  const { modal, message } = App.useApp();
  const [error, setError] = useState<unknown>();
  const { summary } = view;
  const systemId = summary.id;
  const guarded = async (run: () => Promise<void>) => {
    setError(undefined);
    try {
      await run();
    } catch (cause) {
      setError(cause);
    }
  };

  const publish = () => {
    const findings = checkSystem({ ...view.system, items: view.items });
    const errors = findings.filter((finding) => finding.severity === 'error');
    modal.confirm({
      title: `发布“${versionName(summary)}”？`,
      content: [
        `共 ${view.items.length} 项，基本分合计 ${formatPoints(basePoints(view.items))}。`,
        '发布后指标、分值和规则不再改动；以后要改只能新建版本。',
        errors.length > 0
          ? `还有 ${errors.length} 处错误，例如：${errors[0]?.itemCode ?? ''} ${errors[0]?.message ?? ''}。`
          : '',
      ].join(''),
      okText: '发布',
      cancelText: '取消',
      onOk: () =>
        guarded(async () => {
          onChanged(await call('indicators:publish', { systemId }));
          await refresh();
          message.success('已发布');
        }),
    });
  };
  const use = () =>
    modal.confirm({
      title: `${workspace.cycle.year}年度改用“${versionName(summary)}”？`,
      content: '本年度将按这个版本评分。已有评分时不能更换。',
      okText: '改用',
      cancelText: '取消',
      onOk: () => guarded(async () => setApp(await call('indicators:use', { systemId }))),
    });
  const exportTable = () =>
    guarded(async () => {
      const suggestedName = `${summary.title.slice(0, 60)}_${summary.version}.xlsx`.replace(
        /[\\/:*?"<>|]/g,
        '_',
      );
      const target = await call('dialog:save', { suggestedName, extension: 'xlsx' });
      if (!target) return;
      const { fileName } = await call('indicators:export', { systemId, target: target.token });
      message.success(`已导出到 ${fileName}`);
    });
  const importPreview = async (previewId: string) => {
    const imported = await call('indicators:import', { previewId });
    onChanged(imported);
    onSelect(imported.items[0]?.id ?? null);
    await refresh();
    return imported;
  };
  const addItem = (beside: ItemView | undefined) =>
    guarded(async () => {
      const item = newItem(view.items, beside);
      const next = await call('indicators:saveItem', { systemId, itemId: null, item });
      onChanged(next);
      onSelect(next.items.find((candidate) => candidate.code === item.code)?.id ?? null);
    });
  const removeItem = (item: ItemView) =>
    modal.confirm({
      title: `删除指标 ${item.code} ${item.name}？`,
      content: '只从这份草稿中删除；已发布的版本不受影响。',
      okText: '删除',
      okButtonProps: { danger: true },
      cancelText: '取消',
      onOk: () =>
        guarded(async () => {
          const next = await call('indicators:removeItem', { systemId, itemId: item.id });
          onChanged(next);
          onSelect(next.items[0]?.id ?? null);
        }),
    });
  return {
    error,
    clearError: () => setError(undefined),
    publish,
    use,
    exportTable,
    importPreview,
    addItem,
    removeItem,
  };
}
