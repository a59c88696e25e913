import { Button, Input, InputNumber, Modal, Select } from 'antd';
import { useId, useState } from 'react';
import type { CycleSummary } from '@shared/ipc/practice/result';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useAction, useCall } from '../../shell/useCall';
import { useWorkspace } from '../../shell/workspace';

/** 开始下一年度: the year, its indicators, and what becomes of everything. */
export function NextYearDialog({
  cycle,
  onClose,
  onStarted,
}: {
  readonly cycle: CycleSummary;
  readonly onClose: () => void;
  readonly onStarted: () => void;
}) {
  const id = useId();
  const { workspace } = useWorkspace();
  const versions = useCall('indicators:versions', {});
  const start = useAction('cycles:startNext');
  const [year, setYear] = useState<number>(cycle.year + 1);
  const [name, setName] = useState('');
  const [systemId, setSystemId] = useState<number>(workspace.system.id);
  const published = versions.data?.filter(({ status }) => status === 'published') ?? [];
  const run = async () => {
    const started = await start.run({ year, systemId, ...(name.trim() === '' ? {} : { name: name.trim() }) });
    if (started) onStarted();
  };
  return (
    <Modal open title="开始下一年度" onCancel={onClose} footer={null} width={640}>
      <ErrorNotice error={start.error ?? versions.error} onClose={start.clearError} />
      <div className="approved-fields">
        <label htmlFor={`${id}-year`}>年度</label>
        <InputNumber
          controls={false}
          id={`${id}-year`}
          aria-label="新年度"
          min={cycle.year + 1}
          max={2200}
          precision={0}
          value={year}
          onChange={(next) => setYear(next ?? cycle.year + 1)}
        />
        <label htmlFor={`${id}-name`}>名称</label>
        <Input
          id={`${id}-name`}
          aria-label="年度名称"
          maxLength={200}
          placeholder={`${year}年度法治政府建设考评`}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <label htmlFor={`${id}-system`}>指标体系</label>
        <Select
          id={`${id}-system`}
          aria-label="指标体系"
          value={systemId}
          onChange={setSystemId}
          options={published.map((system) => ({
            value: system.id,
            label: `${system.title} ${system.version}${system.official ? '' : '（非官方文本）'}`,
          }))}
        />
      </div>
      <ul className="next-year-consequences" aria-label="会发生什么">
        <li>
          <strong>复制过去：</strong>
          {cycle.units} 个单位和类别、标签，综合考核方案，评分分工和多人评分，截止日期（顺延到新年度）。
        </li>
        <li>
          <strong>放在旁边：</strong>
          每项指标带上{cycle.year}年度的最终得分和扣分理由，评分和自评时都看得到。
        </li>
        <li>
          <strong>从头开始：</strong>
          自评、评分、核查、申诉、案卷评查、其他部分的得分都是空的，年度处于筹备阶段，单位和指标可以再改。
        </li>
        <li>
          <strong>继续办理：</strong>人员、没有销号的问题、约谈和整改跨年度延续。
        </li>
        <li>
          <strong>保留原样：</strong>
          {cycle.year}年度的全部数据和审定结果，在“审定结果”“多年对比”里查看；以后打开考评库看到的是新年度。
        </li>
      </ul>
      <div className="approved-foot">
        <Button onClick={onClose}>取消</Button>
        <Button type="primary" loading={start.busy} onClick={() => void run()}>
          开始{year}年度
        </Button>
      </div>
    </Modal>
  );
}
