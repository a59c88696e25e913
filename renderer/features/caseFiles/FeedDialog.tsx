import { App, Button, Flex, Modal, Tag } from 'antd';

import type { FeedRow } from '@shared/ipc/practice/caseFile';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { figureText } from '../../components/figureText';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useAction, useCall } from '../../shell/useCall';

const CHANGE_NAMES: Readonly<Record<FeedRow['change'], string>> = {
  new: '写入',
  changed: '更新',
  same: '不变',
  blocked: '暂不写入',
};
const CHANGE_COLOURS: Readonly<Record<FeedRow['change'], string>> = {
  new: 'processing',
  changed: 'processing',
  same: 'default',
  blocked: 'warning',
};
const NO_ROWS: readonly FeedRow[] = [];

const COLUMNS: readonly DataColumn<FeedRow>[] = [
  {
    key: 'change',
    title: '变化',
    width: 92,
    text: (row) => CHANGE_NAMES[row.change],
    filters: Object.values(CHANGE_NAMES),
    render: (row) => <Tag color={CHANGE_COLOURS[row.change]}>{CHANGE_NAMES[row.change]}</Tag>,
  },
  { key: 'unit', title: '单位', width: 164, text: (row) => row.unitName },
  { key: 'item', title: '指标', width: 170, text: (row) => `${row.itemCode} ${row.itemName}` },
  { key: 'input', title: '评分输入', width: 150, text: (row) => row.input },
  {
    key: 'before',
    title: '原得分',
    width: 76,
    numeric: true,
    text: (row) => figureText(row.before),
    sortBy: (row) => row.before,
  },
  {
    key: 'after',
    title: '新得分',
    width: 76,
    numeric: true,
    text: (row) => figureText(row.after),
    sortBy: (row) => row.after,
  },
  { key: 'note', title: '说明', text: (row) => row.note },
];

/** 「写入指标」: what goes into which item, before it does. */
export function FeedDialog({ onClose }: { readonly onClose: () => void }) {
  const { message } = App.useApp();
  const preview = useCall('caseFiles:feedPreview', {});
  const feed = useAction('caseFiles:feed');
  const rows = preview.data ?? NO_ROWS;
  const count = (change: FeedRow['change']): number => rows.filter((row) => row.change === change).length;
  const todo = count('new') + count('changed');
  const submit = async () => {
    const done = await feed.run({});
    if (!done) return;
    message.success(`已写入 ${done.written} 项指标`);
    onClose();
  };
  return (
    <Modal
      open
      title="写入指标"
      width={1040}
      onCancel={onClose}
      footer={
        <Flex gap={8} justify="flex-end" align="center">
          <span className="muted" role="status">
            写入 {count('new')} 项，更新 {count('changed')} 项，不变 {count('same')} 项，暂不写入{' '}
            {count('blocked')} 项
          </span>
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" disabled={todo === 0} loading={feed.busy} onClick={submit}>
            确认写入
          </Button>
        </Flex>
      }
    >
      <ErrorNotice error={feed.error ?? preview.error} onClose={feed.clearError} />
      <p className="muted">
        评查结果按“案卷评查”的评分规则写入对应的指标，理由写明抽取和各卷得分。目录里没有这类案卷的写“无”，没有报送目录的写“未报送”。评查完一批可以先写一批，以后有变化再写。
      </p>
      <DataTable
        id="caseFiles.feed"
        label="写入预览"
        rows={rows}
        columns={COLUMNS}
        rowKey={(row) => `${row.unitId} ${row.itemId}`}
        loading={preview.loading && !preview.data}
        height={320}
        exportName="案卷评查写入预览"
        empty={<span className="muted">没有评分方式为“案卷评查”的指标。</span>}
      />
    </Modal>
  );
}
