import { Alert, Button, Dropdown, Input, Modal, Select, Tooltip } from 'antd';
import { LinkOutlined, PlusOutlined } from '@ant-design/icons';
import { lazy, memo, Suspense, useState, type ReactNode } from 'react';
import type { EvidenceView } from '@shared/ipc/views';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useMay, useWorkspace } from '../../shell/workspace';
import { FileDropZone } from './FileDropZone';
import { sizeText } from './sizeText';
import type { EvidenceActions } from './useEvidence';
import './evidence.css';

const EvidencePreview = lazy(() => import('./EvidencePreview'));

export interface ItemChoice {
  readonly itemId: number;
  readonly code: string;
  readonly name: string;
}

export interface EvidencePaneProps {
  readonly actions: EvidenceActions;
  /** Items of the unit one file can serve as well. */
  readonly items: readonly ItemChoice[];
  readonly itemId: number | null;
  readonly disabled: boolean;
  /** Whether files are judged here (评分) or only attached (自评填报). */
  readonly judging: boolean;
  readonly onUndo?: () => void;
  /** Shown below the preview. */
  readonly children?: ReactNode;
}

/** 佐证材料 of one item: list, judgement, preview. Files come by dialog, drop and paste. */
export function EvidencePane(props: EvidencePaneProps) {
  const { actions, itemId, disabled } = props;
  const { workspace } = useWorkspace();
  const may = useMay();
  const adding = !disabled && may('addEvidence');
  const judging = !disabled && may('judgeEvidence');
  const [selected, setSelected] = useState<number | null>(null);
  const file = actions.files.find((each) => each.id === selected) ?? actions.files[0];
  const none = actions.files.length === 0;
  return (
    <FileDropZone
      label="佐证材料"
      className="evidence-pane"
      disabled={!adding || itemId === null}
      onFiles={(files) => void actions.drop(files)}
    >
      <div className="evidence-head">
        <h3>佐证材料{none ? '' : ` (${actions.files.length})`}</h3>
        {workspace.actions.includes('addEvidence') && (
          <Button
            size="small"
            icon={<PlusOutlined aria-hidden />}
            data-where="evidence"
            disabled={!adding || itemId === null}
            onClick={() => void actions.choose()}
          >
            添加佐证材料
          </Button>
        )}
      </div>
      <ErrorNotice error={actions.error} />
      <Refused actions={actions} />
      {none && !actions.loading && (
        <p className="evidence-empty muted">
          {adding
            ? '还没有佐证材料。点“添加佐证材料”，或把文件拖到这里，也可以用 Ctrl+V 粘贴截图。'
            : '还没有佐证材料。'}
        </p>
      )}
      <ul className="evidence-list" aria-label="佐证材料列表">
        {actions.files.map((each) => (
          <EvidenceRow
            key={each.id}
            file={each}
            selected={each.id === file?.id}
            onSelect={setSelected}
            actions={actions}
            items={props.items}
            itemId={itemId}
            adding={adding}
            judging={judging}
            showsJudgement={props.judging}
          />
        ))}
      </ul>
      {file && (
        <Suspense fallback={<p className="muted">正在打开预览</p>}>
          <EvidencePreview key={file.sha256} file={file} />
        </Suspense>
      )}
      {props.children}
    </FileDropZone>
  );
}

function Refused({ actions }: { readonly actions: EvidenceActions }) {
  if (actions.refused.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      title={`${actions.refused.length} 个文件未添加，其余已保留`}
      description={
        <ul className="evidence-refused">
          {actions.refused.map((file) => (
            <li key={file.name}>
              <strong>{file.name}</strong>：{file.reason}
            </li>
          ))}
        </ul>
      }
      closable={{ onClose: actions.clearRefused, 'aria-label': '关闭提示' }}
    />
  );
}

const JUDGEMENTS = [
  { value: 'pending', label: '待核' },
  { value: 'accepted', label: '采信' },
  { value: 'rejected', label: '不采信' },
] as const;

/** Memoised: with its menus and dialogs it costs more to draw than the item that is typed into. */
const EvidenceRow = memo(function EvidenceRow({
  file,
  selected,
  onSelect,
  actions,
  items,
  itemId,
  adding,
  judging,
  showsJudgement,
}: Pick<EvidencePaneProps, 'actions' | 'items' | 'itemId'> & {
  readonly file: EvidenceView;
  /** Whether this person may attach and detach. */
  readonly adding: boolean;
  /** Whether this person may judge. */
  readonly judging: boolean;
  readonly showsJudgement: boolean;
  readonly selected: boolean;
  readonly onSelect: (evidenceId: number) => void;
}) {
  const [rejecting, setRejecting] = useState(false);
  const [picking, setPicking] = useState(false);
  const others = file.items.filter((use) => use.itemId !== itemId);
  const judge = (judgement: EvidenceView['judgement']) => {
    if (judgement === 'rejected') setRejecting(true);
    else void actions.judge(file.id, judgement, '');
  };
  return (
    <li className={`evidence-row ${selected ? 'evidence-row-selected' : ''}`}>
      <button
        type="button"
        className="evidence-name"
        title={`${file.name}（${sizeText(file.size)}）`}
        onClick={() => onSelect(file.id)}
      >
        {file.name}
      </button>
      {others.length > 0 && (
        <Tooltip
          title={`同时用于：${others.map((use) => `${use.code} ${use.name}`).join('、')}`}
          trigger={['hover', 'focus']}
        >
          <span className="evidence-uses" tabIndex={0} aria-label={`同时用于另外 ${others.length} 项`}>
            <LinkOutlined aria-hidden /> {others.length}
          </span>
        </Tooltip>
      )}
      {showsJudgement && (
        <Select
          size="small"
          className={`evidence-judgement evidence-${file.judgement}`}
          aria-label={`${file.name} 是否采信`}
          title={file.judgementReason || undefined}
          value={file.judgement}
          options={[...JUDGEMENTS]}
          disabled={!judging}
          onChange={judge}
        />
      )}
      <Dropdown
        trigger={['click']}
        disabled={!adding}
        menu={{
          items: [
            { key: 'link', label: '用于其他指标' },
            { key: 'unlink', label: '从本项移除（可撤销）' },
          ],
          onClick: ({ key }) => (key === 'link' ? setPicking(true) : void actions.unlink(file.id)),
        }}
      >
        <Button size="small" type="text" aria-label={`${file.name} 更多操作`} disabled={!adding}>
          更多
        </Button>
      </Dropdown>
      <RejectDialog
        // Opened anew it begins with the stored reason.
        key={String(rejecting)}
        open={rejecting}
        name={file.name}
        initial={file.judgementReason}
        onCancel={() => setRejecting(false)}
        onReason={(reason) => {
          setRejecting(false);
          void actions.judge(file.id, 'rejected', reason);
        }}
      />
      <PickItemDialog
        open={picking}
        name={file.name}
        items={items.filter((item) => !file.items.some((use) => use.itemId === item.itemId))}
        onCancel={() => setPicking(false)}
        onPick={(other) => {
          setPicking(false);
          void actions.link(file.id, other);
        }}
      />
    </li>
  );
});

function RejectDialog({
  open,
  name,
  initial,
  onCancel,
  onReason,
}: {
  readonly open: boolean;
  readonly name: string;
  readonly initial: string;
  readonly onCancel: () => void;
  readonly onReason: (reason: string) => void;
}) {
  const [reason, setReason] = useState(initial);
  return (
    <Modal
      open={open}
      title={`不采信“${name}”`}
      okText="确定"
      cancelText="取消"
      okButtonProps={{ disabled: reason.trim() === '' }}
      onCancel={onCancel}
      onOk={() => onReason(reason.trim())}
    >
      <label htmlFor={`reject-${name}`}>不采信的理由</label>
      <Input.TextArea
        id={`reject-${name}`}
        rows={3}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  );
}

function PickItemDialog({
  open,
  name,
  items,
  onCancel,
  onPick,
}: {
  readonly open: boolean;
  readonly name: string;
  readonly items: readonly ItemChoice[];
  readonly onCancel: () => void;
  readonly onPick: (itemId: number) => void;
}) {
  const [itemId, setItemId] = useState<number | undefined>(undefined);
  return (
    <Modal
      open={open}
      title={`“${name}”同时用于其他指标`}
      okText="确定"
      cancelText="取消"
      okButtonProps={{ disabled: itemId === undefined }}
      onCancel={onCancel}
      onOk={() => itemId !== undefined && onPick(itemId)}
      destroyOnHidden
    >
      <Select
        className="full-width"
        aria-label="选择指标"
        placeholder="输入编号或名称查找"
        showSearch={{ optionFilterProp: 'label' }}
        value={itemId}
        options={items.map((item) => ({ value: item.itemId, label: `${item.code} ${item.name}` }))}
        onChange={setItemId}
      />
    </Modal>
  );
}
