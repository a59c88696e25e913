import { Segmented } from 'antd';
import { useState } from 'react';
import { usePlace } from '../../shell/navigation';
import { useWorkspace } from '../../shell/workspace';
import { GapsView } from './GapsView';
import { ItemComparisonView } from './ItemComparisonView';
import { ScorersView } from './ScorersView';
import './insight.css';

type View = 'item' | 'scorers' | 'gaps';

/** 复核申诉 · 一致性: one item across units, scorers against each other, self scores against assessed ones. */
export default function ConsistencyTab() {
  const place = usePlace();
  const { workspace } = useWorkspace();
  const [view, setView] = useState<View>('item');
  const everybody = workspace.actions.includes('readAll');
  const options = [
    { value: 'item' as const, label: '同一指标' },
    ...(everybody ? [{ value: 'scorers' as const, label: '评分人' }] : []),
    { value: 'gaps' as const, label: '自评与审核' },
  ];
  return (
    <div className="screen-fill">
      <div>
        <Segmented aria-label="比较什么" value={view} onChange={setView} options={options} />
      </div>
      {view === 'item' && <ItemComparisonView itemId={place.itemId} />}
      {view === 'scorers' && <ScorersView />}
      {view === 'gaps' && <GapsView />}
    </div>
  );
}
