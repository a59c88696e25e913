import { App, Button } from 'antd';
import { BarChart, LineChart, RadarChart } from 'echarts/charts';
import { GridComponent, LegendComponent, RadarComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsType } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useSystemDark } from '../theme';
import { DataTable, type DataColumn } from './DataTable';
import { saveImage } from './saveImage';
import { useShowError } from './useShowError';

use([
  BarChart,
  LineChart,
  RadarChart,
  GridComponent,
  LegendComponent,
  RadarComponent,
  TooltipComponent,
  CanvasRenderer,
]);

export interface ChartPanelProps<T extends object> {
  /** Heading, accessible name and file name of the picture. */
  readonly name: string;
  /** An ECharts option of bar, line or radar series; colours and fonts are added here. */
  readonly option: Readonly<Record<string, unknown>>;
  /** Pixels. */
  readonly height: number;
  readonly controls?: ReactNode;
  /** The same figures as a table, for those who cannot read a picture. */
  readonly table: {
    readonly id: string;
    readonly columns: readonly DataColumn<T>[];
    readonly rows: readonly T[];
    readonly rowKey: (row: T) => string | number;
  };
}

/** Line and bar colours on light and on dark ground, each told apart from its neighbours there. */
const COLOURS = {
  light: ['#1d4f91', '#b36b00', '#2f7d32', '#8e44ad', '#c1281f', '#00838f', '#6d4c41', '#546e7a'],
  dark: ['#5b93d8', '#e5b265', '#7fc883', '#c39bd3', '#ff8078', '#4dd0e1', '#bcaaa4', '#b0bec5'],
};
const FONT = "'Microsoft YaHei', 'PingFang SC', 'Noto Sans CJK SC', sans-serif";

/** A chart with 「表格」 and 「保存图片」. Import it lazily: ECharts comes with it. */
export function ChartPanel<T extends object>({ name, option, height, controls, table }: ChartPanelProps<T>) {
  const { message } = App.useApp();
  const showError = useShowError();
  const dark = useSystemDark();
  const [asTable, setAsTable] = useState(false);
  const chart = useRef<EChartsType | null>(null);
  const save = async () => {
    if (!chart.current) return;
    const backgroundColor = dark ? '#1b1e22' : '#ffffff';
    const picture = chart.current.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor });
    try {
      const fileName = await saveImage(picture, name);
      if (fileName !== null) message.success(`图片已保存到 ${fileName}`);
    } catch (cause) {
      showError(cause);
    }
  };
  return (
    <section aria-label={name} className="panel">
      <div className="panel-head chart-head">
        <h2 title={name}>{name}</h2>
        <span className="spacer" />
        {controls}
        <Button aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? '图形' : '表格'}
        </Button>
        <Button onClick={save} disabled={asTable}>
          保存图片
        </Button>
      </div>
      {asTable ? (
        <DataTable {...table} label={name} height={height - 40} exportName={name} searchable={false} />
      ) : (
        <Canvas name={name} option={option} height={height} chartRef={chart} />
      )}
    </section>
  );
}

function Canvas({
  name,
  option,
  height,
  chartRef,
}: Pick<ChartPanelProps<object>, 'name' | 'option' | 'height'> & {
  readonly chartRef: React.RefObject<EChartsType | null>;
}) {
  const box = useRef<HTMLDivElement>(null);
  const dark = useSystemDark();
  useEffect(() => {
    if (!box.current) return;
    const made = init(box.current, dark ? 'dark' : undefined, { renderer: 'canvas', locale: 'ZH' });
    chartRef.current = made;
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(box.current);
    return () => {
      observer.disconnect();
      made.dispose();
      chartRef.current = null;
    };
  }, [chartRef, dark]);
  useEffect(() => {
    chartRef.current?.setOption(
      {
        animation: false,
        backgroundColor: 'transparent',
        color: dark ? COLOURS.dark : COLOURS.light,
        textStyle: { fontFamily: FONT },
        ...option,
      },
      { notMerge: true },
    );
  }, [chartRef, option, dark]);
  return <div ref={box} role="img" aria-label={`${name}（图）`} style={{ height }} />;
}
