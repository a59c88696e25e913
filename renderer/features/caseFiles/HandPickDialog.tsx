import { Button, Input, Modal } from 'antd';
import { useMemo, useState } from 'react';
import { fineAmount } from '@shared/caseFiles/caseList';
import type { CaseDrawsView, CaseFileRow, CaseListView } from '@shared/ipc/practice/caseFile';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useAction } from '../../shell/useCall';

const COLUMNS: readonly DataColumn<CaseFileRow>[] = [
  { key: 'unit', title: '单位', width: 164, text: (row) => row.unitName },
  { key: 'type', title: '类别', width: 92, text: (row) => row.type },
  { key: 'number', title: '案号', width: 190, text: (row) => row.number },
  { key: 'matter', title: '案由（事项）', text: (row) => row.matter },
  {
    key: 'fine',
    title: '罚款',
    width: 100,
    numeric: true,
    text: (row) => row.fine,
    sortBy: (row) => fineAmount(row.fine),
  },
];

/** 「手工选定」: a file beside those drawn (largest fine, complained about), with its reason. */
export function HandPickDialog({
  list,
  view,
  onClose,
  onPicked,
}: {
  readonly list: CaseListView;
  readonly view: CaseDrawsView;
  readonly onClose: () => void;
  readonly onPicked: (view: CaseDrawsView) => void;
}) {
  const [chosen, setChosen] = useState<CaseFileRow | null>(null);
  const [reason, setReason] = useState('');
  const pick = useAction('caseFiles:pickByHand');
  const free = useMemo(() => {
    const taken = new Set(
      view.picks
        .filter(({ state }) => state !== 'waiting')
        .map((one) => `${one.unitCode} ${one.type} ${one.number}`),
    );
    return list.files.filter((one) => !taken.has(`${one.unitCode} ${one.type} ${one.number}`));
  }, [list, view]);
  const submit = async () => {
    if (!chosen) return;
    const next = await pick.run({ fileId: chosen.id, reason });
    if (next) onPicked(next);
  };
  return (
    <Modal open title="手工选定" onCancel={onClose} footer={null} width={940}>
      <ErrorNotice error={pick.error} onClose={pick.clearError} />
      <p className="muted">
        在随机抽取之外另加案卷，如罚款最多的、有投诉的。选定的案卷会注明“手工选定”和理由。
      </p>
      <DataTable
        id="caseFiles.handPick"
        label="可以选定的案卷"
        rows={free}
        columns={COLUMNS}
        rowKey={(row) => row.id}
        height={260}
        selectedKey={chosen?.id}
        onOpen={setChosen}
        empty={<span className="muted">目录里的案卷都已选定。</span>}
      />
      <div className="review-fields">
        <label htmlFor="hand-reason">
          {chosen ? `选定 ${chosen.unitName} ${chosen.number} 的理由（必填）` : '请先在上面选一份案卷'}
        </label>
        <Input.TextArea
          id="hand-reason"
          aria-label="选定的理由"
          rows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
      <div className="review-foot">
        <Button onClick={onClose}>取消</Button>
        <Button
          type="primary"
          disabled={!chosen || reason.trim() === ''}
          loading={pick.busy}
          onClick={submit}
        >
          选定
        </Button>
      </div>
    </Modal>
  );
}
