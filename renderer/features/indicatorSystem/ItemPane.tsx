import { Alert, Skeleton } from 'antd';
import type { IndicatorSystemView, ItemView } from '@shared/ipc/views';
import { useCall } from '../../shell/useCall';
import { ItemFacts } from './ItemFacts';
import { ItemForm } from './ItemForm';
import { TryOut } from './TryOut';
import { useKeptItem } from './useKeptItem';

interface ItemPaneProps {
  readonly view: IndicatorSystemView;
  readonly item: ItemView;
  readonly editable: boolean;
  readonly onSaved: (view: IndicatorSystemView) => void;
  readonly onRemove: () => void;
}

/** One item: to read in a published version, to edit in a draft. */
export function ItemPane({ view, item, editable, onSaved, onRemove }: ItemPaneProps) {
  if (editable) return <EditableItem view={view} item={item} onSaved={onSaved} onRemove={onRemove} />;
  return (
    <div className="item-form">
      <h2>
        {item.code} {item.name}
      </h2>
      {view.summary.status === 'published' && (
        <Alert type="info" showIcon title="已发布的版本不再改动；要改请「新建版本」。" />
      )}
      <ItemFacts item={item} />
      <TryOut item={item} year={view.summary.year} />
    </div>
  );
}

function EditableItem({ view, item, onSaved, onRemove }: Omit<ItemPaneProps, 'editable'>) {
  const groups = useCall('units:groups', {});
  const kept = useKeptItem(view.summary.id, item.id);
  if (kept === undefined) return <Skeleton active />;
  return (
    <ItemForm
      view={view}
      stored={item}
      kept={kept}
      groups={(groups.data ?? []).map((group) => group.name)}
      onSaved={onSaved}
      onRemove={onRemove}
    />
  );
}
