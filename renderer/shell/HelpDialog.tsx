import { Button, Descriptions, Modal } from 'antd';
import type { Seat } from '@shared/ipc/views';
import { showManual } from './manualShown';
import { useApp, useWorkspace } from './workspace';

const SHORTCUTS: readonly (readonly [string, string])[] = [
  ['F1', '用户手册'],
  ['Ctrl+K', '搜索单位、指标、材料和命令，可用拼音首字母'],
  ['↑ ↓', '评分：上一项、下一项'],
  ['Enter', '评分：保留并到下一个未评项'],
  ['Ctrl+↑ ↓', '评分：上一单位、下一单位'],
  ['Ctrl+R', '评分：扣分理由'],
  ['Ctrl+E', '评分：佐证材料'],
  ['N', '评分：不适用'],
  ['Ctrl+F', '评分：查找'],
  ['Ctrl+Z / Ctrl+Y', '撤销 / 重做'],
  ['Esc', '关闭对话框'],
];

const STEPS: Readonly<Record<Seat, readonly string[]>> = {
  office: [
    '「指标体系」「被考评单位」：导入、核对、发布；「系统管理」里添加人员、分配评分。',
    '「系统管理 · 考评年度」：设各阶段的截止日期，推进阶段；「工作台」里催办。',
    '「自评填报」：单位填自评分、自评说明，添加佐证材料，提交；「复核申诉」里接收或退回。',
    '「评分」：逐项录入，得分和理由随输入显示，自动保存；几人评的，各自锁定。',
    '「复核申诉」：体检、评分分歧、实地核查；「案卷评查」：抽取、评查、写入指标。',
    '「复核申诉」：反馈给单位，办理申诉。',
    '「综合考核」：设置权重（法治占比不低于10%）、其他得分；审定、更正、开始下一年度。',
    '「报表导出」：导出汇总表、反馈单、案卷抽查记录等。',
    '「问题整改」：扣分转入台账，逐条整改、销号；登记约谈。',
  ],
  unit: [
    '「自评填报」：逐项填自评分、自评说明，添加佐证材料，随填随存；不涉及的指标申请缺项。',
    '「自评填报」：提交前检查，按提示补齐，再提交。',
    '「数据交换 · 发出」：把自评包写到U盘，交给考评办。',
    '「数据交换 · 收入」：考评办发来的退回包、反馈包、决定包都在这里合并。',
    '被退回的，按退回意见补正，再次提交，重新发出自评包。',
    '「复核申诉」：查看反馈；有异议的提出申诉，添加材料，在「数据交换」里发出申诉包。',
    '「系统管理」：备份和校验本考评库。',
  ],
  assessor: [
    '「评分」：逐项录入，得分和理由随输入显示，自动保存；材料逐份审核。',
    '几人分别评的指标，评完要锁定；没有锁定的是草稿，不随评分结果包发出。',
    '「数据交换 · 发出」：把评分结果包写到U盘，交给考评办。',
    '「数据交换 · 收入」：考评办又发来评分包的，在这里合并，已评的内容都在。',
    '「系统管理」：备份和校验本考评库。',
  ],
};

/** What to do in which order, and the keys; the rest is in the manual. */
export function HelpDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { app } = useApp();
  const { workspace } = useWorkspace();
  const openManual = () => {
    onClose();
    showManual(true);
  };
  return (
    <Modal open={open} onCancel={onClose} footer={null} title="帮助" width={640}>
      <h2 className="dialog-heading">一年的工作</h2>
      <ol className="help-steps">
        {STEPS[workspace.seat].map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <h2 className="dialog-heading">快捷键</h2>
      <Descriptions
        size="small"
        column={1}
        bordered
        items={SHORTCUTS.map(([keys, what]) => ({ key: keys, label: <kbd>{keys}</kbd>, children: what }))}
      />
      <p className="muted">
        法衡 {app.version} · 离线使用，数据只在考评库文件夹中。各类人员的详细步骤见用户手册（F1）。
      </p>
      <Button onClick={openManual}>打开用户手册</Button>
    </Modal>
  );
}
