import { Select } from 'antd';
import type { IndicatorPreviewView } from '@shared/ipc/views';
import { INDICATOR_COLUMNS } from '@shared/tables/indicatorColumns';
import type { ColumnMapping } from '../../components/ImportDialog';

/** What the picker shows for "not in this table"; the contract says ''. */
const ABSENT = '';

/** 「字段对应」: which column of the file is which of ours; guessed, changeable. */
export function ImportMapping({
  preview,
  mapping,
  onChange,
}: {
  readonly preview: IndicatorPreviewView;
  readonly mapping: ColumnMapping;
  readonly onChange: (mapping: ColumnMapping) => void;
}) {
  const options = [
    { value: ABSENT, label: '（表中没有）' },
    ...preview.headings.map(({ column, text }) => ({ value: column, label: `${column}列 ${text}` })),
  ];
  return (
    <>
      <p className="muted">
        工作表“{preview.sheet}
        ”的标题已自动对应，请核对；左边是本系统的列，右边是表中的列。没有的列按空白处理。
      </p>
      <div className="mapping-grid">
        {INDICATOR_COLUMNS.map(({ heading, required }) => (
          <label key={heading} className="mapping-line">
            <span>
              {heading}
              {required && <span className="required-mark">（必需）</span>}
            </span>
            <Select
              aria-label={heading}
              value={mapping[heading] ?? ABSENT}
              options={options}
              onChange={(column: string) => onChange({ ...mapping, [heading]: column })}
            />
          </label>
        ))}
      </div>
    </>
  );
}
