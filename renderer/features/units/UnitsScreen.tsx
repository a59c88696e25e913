import { App, Button, Flex } from 'antd';
import { useMemo, useState } from 'react';
import { CYCLE_STATE_NAMES, tableOpen, unitNamesOpen, type CycleState } from '@shared/domain/cycleState';
import { formatPoints } from '@shared/domain/points';
import type { UnitGroupView, UnitView } from '@shared/ipc/views';
import { call } from '../../api';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { EmptyState } from '../../components/EmptyState';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useCall } from '../../shell/useCall';
import { useMay, useWorkspace } from '../../shell/workspace';
import { applicabilityOf, type Applicability } from './applicability';
import { UnitForm } from './UnitForm';
import { UnitImportDialog } from './UnitImportDialog';

interface UnitRow extends Applicability {
  readonly unit: UnitView;
}

/** 被考评单位: the list with groups and tags, and how many items apply to each. */
export default function UnitsScreen() {
  const { workspace } = useWorkspace();
  const { message, modal } = App.useApp();
  const units = useCall('units:list', {});
  const groups = useCall('units:groups', {});
  const system = useCall('indicators:get', {});
  const [editing, setEditing] = useState<UnitView | 'new' | null>(null);
  const [importing, setImporting] = useState(false);
  const [error, setError] = useState<unknown>();
  const mayManage = useMay()('manageUnits');
  const { state } = workspace.cycle;
  const may: MayChange = { list: mayManage && tableOpen(state), names: mayManage && unitNamesOpen(state) };

  const rows = useMemo<UnitRow[]>(() => {
    const list = units.data ?? [];
    const applies = applicabilityOf(system.data?.items ?? [], list);
    return list.map((unit, index) => ({ unit, ...(applies[index] ?? { items: 0, points: 0 }) }));
  }, [units.data, system.data]);

  const takeOver = (next: readonly UnitView[]) => {
    units.setData(next);
    groups.reload();
  };
  const remove = (unit: UnitView) =>
    modal.confirm({
      title: `删除${unit.name}？`,
      content: '该单位将从本年度名单中去掉。已有评分、自评或佐证材料的单位不能删除。',
      okText: '删除',
      okButtonProps: { danger: true },
      cancelText: '取消',
      onOk: async () => {
        try {
          takeOver(await call('units:remove', { unitId: unit.id }));
          message.success(`已删除${unit.name}`);
        } catch (cause) {
          setError(cause);
        }
      },
    });
  const exportTable = async () => {
    setError(undefined);
    try {
      const target = await call('dialog:save', {
        suggestedName: `${workspace.cycle.year}年度被考评单位.xlsx`,
        extension: 'xlsx',
      });
      if (!target) return;
      const { fileName } = await call('units:export', { target: target.token });
      message.success(`已导出到 ${fileName}`);
    } catch (cause) {
      setError(cause);
    }
  };
  const columns = unitColumns(rows, may, setEditing, remove);
  const actions = (
    <>
      <Button type="primary" disabled={!may.list} onClick={() => setEditing('new')}>
        添加单位
      </Button>
      <Button disabled={!may.list} onClick={() => setImporting(true)}>
        导入单位表
      </Button>
    </>
  );
  return (
    <div className="screen-fill">
      <div className="screen-head">
        <h2>被考评单位</h2>
        <GroupSummary groups={groups.data ?? []} />
        <span className="spacer" />
        {actions}
        <Button onClick={exportTable} disabled={rows.length === 0}>
          导出单位表
        </Button>
      </div>
      {mayManage && <FrozenNote state={state} />}
      <ErrorNotice
        error={error ?? units.error ?? system.error ?? groups.error}
        onClose={() => setError(undefined)}
      />
      <DataTable
        id="units"
        label="被考评单位"
        rows={rows}
        columns={columns}
        rowKey={(row) => row.unit.id}
        loading={units.loading && !units.data}
        exportName="被考评单位清单"
        empty={
          <EmptyState
            title="还没有被考评单位"
            text="这里列出本年度的部门、镇街。可从单位表（.xlsx）导入，或逐个添加。"
            actions={actions}
          />
        }
      />
      {editing && (
        <UnitForm
          unit={editing === 'new' ? null : editing}
          units={units.data ?? []}
          groups={groups.data ?? []}
          onClose={() => setEditing(null)}
          onSaved={takeOver}
        />
      )}
      {importing && (
        <UnitImportDialog
          onClose={() => setImporting(false)}
          onConfirm={async (preview) => {
            takeOver(await call('units:import', { previewId: preview.previewId }));
            message.success(`已导入 ${preview.units.length} 个单位`);
          }}
        />
      )}
    </div>
  );
}

/** What may be changed: the list with its groups and tags, and names. */
interface MayChange {
  readonly list: boolean;
  readonly names: boolean;
}

/** Why nothing can be added, imported or removed. */
function FrozenNote({ state }: { readonly state: CycleState }) {
  if (tableOpen(state)) return null;
  const names = unitNamesOpen(state) ? '只能更正名称、简称和排序' : '名单不再改动';
  return (
    <p className="muted" role="note">
      本年度处于“{CYCLE_STATE_NAMES[state]}”阶段，{names}。确需增减单位或改编码、类别、标签的，请在“系统管理 ·
      考评年度”里写明理由，退回“筹备”阶段。
    </p>
  );
}

function GroupSummary({ groups }: { readonly groups: readonly UnitGroupView[] }) {
  return (
    <span className="muted" title={groups.map((group) => `${group.name}：${group.note}`).join('\n')}>
      {groups.map((group) => `${group.name} ${group.unitCount}`).join(' · ')}
    </span>
  );
}

function unitColumns(
  rows: readonly UnitRow[],
  may: MayChange,
  onEdit: (unit: UnitView) => void,
  onRemove: (unit: UnitView) => void,
): DataColumn<UnitRow>[] {
  const groupNames = [...new Set(rows.map((row) => row.unit.group))];
  return [
    { key: 'code', title: '单位编码', width: 100, text: (row) => row.unit.code },
    { key: 'name', title: '单位名称', text: (row) => row.unit.name },
    { key: 'shortName', title: '简称', width: 120, text: (row) => row.unit.shortName },
    { key: 'group', title: '单位类别', width: 150, text: (row) => row.unit.group, filters: groupNames },
    { key: 'tags', title: '单位标签', width: 160, text: (row) => row.unit.tags.join('、') },
    {
      key: 'items',
      title: '适用指标',
      numeric: true,
      width: 92,
      text: (row) => String(row.items),
      sortBy: (row) => row.items,
    },
    {
      key: 'points',
      title: '适用分值',
      numeric: true,
      width: 92,
      text: (row) => formatPoints(row.points),
      sortBy: (row) => row.points,
    },
    {
      key: 'position',
      title: '排序',
      numeric: true,
      width: 72,
      text: (row) => String(row.unit.position),
      sortBy: (row) => row.unit.position,
    },
    {
      key: 'actions',
      title: '操作',
      width: 120,
      sortable: false,
      text: () => '',
      render: ({ unit }) => (
        <Flex gap={4}>
          <Button
            size="small"
            type="link"
            disabled={!may.names}
            aria-label={`修改${unit.name}`}
            onClick={() => onEdit(unit)}
          >
            修改
          </Button>
          <Button
            size="small"
            type="link"
            danger
            disabled={!may.list}
            aria-label={`删除${unit.name}`}
            onClick={() => onRemove(unit)}
          >
            删除
          </Button>
        </Flex>
      ),
    },
  ];
}
