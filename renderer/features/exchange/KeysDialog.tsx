import { Button, Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { KEY_STANDINGS } from '@shared/exchange/mergeWords';
import { DataTable, type DataColumn } from '../../components/DataTable';
import type { Incoming } from './incoming';

/** A key somebody has not confirmed yet, with the packages that were signed by it. */
interface SeenKey {
  readonly fingerprint: string;
  readonly from: string;
  readonly standing: string;
  readonly ids: readonly string[];
}

/** Keys of packages, each once, in the order of the list. */
function keysOf(entries: readonly Incoming[]): readonly SeenKey[] {
  const found = new Map<string, SeenKey>();
  for (const { id, preview } of entries) {
    if (!preview) continue;
    const { fingerprint, standing } = preview.key;
    const known = found.get(fingerprint);
    const from = preview.facts.from.name;
    found.set(fingerprint, {
      ...{ fingerprint, from, standing: KEY_STANDINGS[standing] },
      ids: [...(known?.ids ?? []), id],
    });
  }
  return [...found.values()];
}

/** Before all are merged: keys seen for the first time that prove themselves, confirmed together. */
export function NewKeysDialog({
  entries,
  onClose,
  onConfirm,
}: {
  readonly entries: readonly Incoming[];
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}) {
  const keys = keysOf(entries);
  return (
    <Modal
      open
      title={`确认 ${keys.length} 个第一次见到的密钥`}
      width={680}
      okText="确认并合并"
      cancelText="取消"
      onCancel={onClose}
      onOk={onConfirm}
    >
      <p>
        这些密钥都由对方手里的任务包或评分包证明了。确认以后，同一密钥的包不再问；有疑问的先取消，打开那一个包和对方核对指纹。
      </p>
      <KeyTable keys={keys} columns={KEY_COLUMNS.slice(0, 2)} />
    </Modal>
  );
}

/** Keys nothing proves: compared with their owners on the telephone, one after the other, and confirmed together. */
export function CompareKeysDialog({
  entries,
  onClose,
  onConfirm,
}: {
  readonly entries: readonly Incoming[];
  readonly onClose: () => void;
  /** Ids of the packages whose key was compared. */
  readonly onConfirm: (ids: readonly string[]) => void;
}) {
  const [compared, setCompared] = useState<ReadonlySet<string>>(new Set());
  const keys = keysOf(entries);
  const mark = (fingerprint: string, is: boolean) => {
    const next = new Set(compared);
    if (is) next.add(fingerprint);
    else next.delete(fingerprint);
    setCompared(next);
  };
  const columns: readonly DataColumn<SeenKey>[] = [
    {
      key: 'compared',
      title: '一致',
      width: 64,
      sortable: false,
      text: ({ fingerprint }) => (compared.has(fingerprint) ? '是' : ''),
      render: ({ fingerprint, from }) => (
        <Checkbox
          aria-label={`${from}的指纹一致`}
          checked={compared.has(fingerprint)}
          onChange={(event) => mark(fingerprint, event.target.checked)}
        />
      ),
    },
    ...KEY_COLUMNS,
  ];
  return (
    <Modal
      open
      title="核对密钥"
      width={680}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <Button
            type="primary"
            disabled={compared.size === 0}
            onClick={() =>
              onConfirm(keys.filter(({ fingerprint }) => compared.has(fingerprint)).flatMap(({ ids }) => ids))
            }
          >
            确认所选 {compared.size} 个
          </Button>
        </>
      }
    >
      <p>请用电话或当面逐一核对，对方的指纹在“数据交换 · 发出”里；一致的打勾。没有打勾的包不会合并。</p>
      <KeyTable keys={keys} columns={columns} />
    </Modal>
  );
}

function KeyTable({
  keys,
  columns,
}: {
  readonly keys: readonly SeenKey[];
  readonly columns: readonly DataColumn<SeenKey>[];
}) {
  return (
    <DataTable
      id="exchange.keys"
      label="密钥"
      rows={keys}
      columns={columns}
      rowKey={({ fingerprint }) => fingerprint}
      height={280}
      searchable={keys.length > 10}
    />
  );
}

const KEY_COLUMNS: readonly DataColumn<SeenKey>[] = [
  { key: 'from', title: '来自', text: ({ from }) => from },
  {
    key: 'print',
    title: '密钥指纹',
    width: 190,
    text: ({ fingerprint }) => fingerprint,
    render: ({ fingerprint }) => <code>{fingerprint}</code>,
  },
  { key: 'standing', title: '说明', width: 220, text: ({ standing }) => standing },
];
