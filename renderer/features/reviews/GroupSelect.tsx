import { Select } from 'antd';
import { useCall } from '../../shell/useCall';

/** 「单位类别」: one group, or all. */
export function GroupSelect({
  value,
  onChange,
}: {
  readonly value: number | undefined;
  readonly onChange: (groupId: number | undefined) => void;
}) {
  const groups = useCall('units:groups', {});
  return (
    <Select
      aria-label="单位类别"
      style={{ width: 170 }}
      value={value ?? 0}
      onChange={(next: number) => onChange(next === 0 ? undefined : next)}
      options={[
        { value: 0, label: '全部单位类别' },
        ...(groups.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
  );
}
