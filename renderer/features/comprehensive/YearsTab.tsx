import { Button, Segmented, Select, Spin } from 'antd';
import { useMemo, useState } from 'react';
import type { Request } from '@shared/ipc/contract';
import { YEAR_BASIS_NAMES } from '@shared/years/comparison';
import { EmptyState } from '../../components/EmptyState';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useNavigate } from '../../shell/navigation';
import { ScreenModule, Show } from '../../shell/ScreenModule';
import { useCall } from '../../shell/useCall';
import { useWorkspace } from '../../shell/workspace';
import './approved.css';
import type { YearsChartProps } from './YearsChart';
import { YearsTable } from './YearsTable';

type By = Request<'years:compare'>['by'];

/** ECharts comes with it. */
const chart = new ScreenModule<YearsChartProps>(() => import('./YearsChart'));

/** 综合考核 · 多年对比: one unit, one item or one level-1 part over up to three years. */
export default function YearsTab() {
  const { workspace } = useWorkspace();
  const navigate = useNavigate();
  const seesAll = workspace.actions.includes('readAll');
  const [by, setBy] = useState<By>('unit');
  const [chosen, setChosen] = useState<Readonly<Partial<Record<By, string>>>>({});
  const units = useCall('units:list', {});
  const system = useCall('indicators:get', {});
  const options = useMemo(
    () => choices(by, units.data ?? [], system.data?.items ?? []),
    [by, units.data, system.data],
  );
  const key = chosen[by] ?? options[0]?.value;
  const comparison = useCall('years:compare', key === undefined ? null : requestOf(by, key));
  const { data } = comparison;
  const error = units.error ?? system.error ?? comparison.error;
  if (units.data?.length === 0) {
    return (
      <div className="screen">
        <EmptyState
          title="还没有被考评单位"
          text="有了单位和评分，这里把同一单位、同一指标、同一个一级指标最多三个年度的得分放在一起。"
          actions={<Button onClick={() => navigate({ screen: 'units' })}>去添加单位</Button>}
        />
      </div>
    );
  }
  return (
    <div className="screen screen-fill">
      <div className="screen-head">
        {seesAll && (
          <Segmented<By>
            aria-label="对比对象"
            value={by}
            onChange={setBy}
            options={[
              { value: 'unit', label: '单位' },
              { value: 'item', label: '指标' },
              { value: 'part', label: '一级指标' },
            ]}
          />
        )}
        <Select
          aria-label={NAMES[by]}
          className="years-choice"
          showSearch={{ optionFilterProp: 'label' }}
          value={key}
          onChange={(value: string) => setChosen({ ...chosen, [by]: value })}
          options={options}
        />
        <span className="muted">
          {data?.years.map(({ year, basis }) => `${year}年度${YEAR_BASIS_NAMES[basis]}`).join('，')}
        </span>
      </div>
      <ErrorNotice error={error} onRetry={comparison.reload} />
      {data ? (
        <div className="years-body">
          <section className="panel years-table" aria-label="多年对比表">
            <YearsTable comparison={data} by={by} />
            {data.notes.length > 0 && (
              <ul className="years-notes" aria-label="说明">
                {data.notes.map((note) => (
                  <li key={note}>{note}</li>
                ))}
              </ul>
            )}
          </section>
          <div className="years-chart">
            <Show module={chart} props={{ comparison: data, by }} />
          </div>
        </div>
      ) : (
        error === undefined && <Spin className="screen-spin" />
      )}
    </div>
  );
}

const NAMES: Readonly<Record<By, string>> = { unit: '单位', item: '指标', part: '一级指标' };

function requestOf(by: By, key: string): Request<'years:compare'> {
  return by === 'part' ? { by, name: key } : { by, code: key };
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

function choices(
  by: By,
  units: readonly { readonly code: string; readonly name: string }[],
  items: readonly {
    readonly code: string;
    readonly name: string;
    readonly section: string;
    readonly level1Name: string;
  }[],
): Choice[] {
  if (by === 'unit') return units.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }));
  if (by === 'item') {
    const counted = items.filter(({ section }) => section !== 'veto');
    return counted.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }));
  }
  const parts = new Set(items.filter(({ section }) => section === 'base').map((item) => item.level1Name));
  return [...parts].map((name) => ({ value: name, label: name }));
}
