import { useEffect, useMemo, useState } from 'react';
import { useNavigate, usePlace } from '../../shell/navigation';
import { useCall } from '../../shell/useCall';
import { useMay, useWorkspace } from '../../shell/workspace';
import { EmptyState } from '../../components/EmptyState';
import { ErrorNotice } from '../../components/ErrorNotice';
import { Button, Spin } from 'antd';
import type { ItemView } from '@shared/ipc/views';
import { ByItem } from './ByItem';
import { ByUnit } from './ByUnit';
import { ShortcutsDialog } from './ShortcutsDialog';
import { useProgress } from './useProgress';
import { useScoringSession } from './useScoringSession';
import { subscribe } from '../../api';
import './scoring.css';
import './byItem.css';

const NO_ITEMS: readonly ItemView[] = [];

/** 评分: the heart. By unit (all items of one) or by item (one over all units). */
export default function ScoringScreen() {
  const { workspace } = useWorkspace();
  const scores = useMay()('score');
  const asked = usePlace();
  const navigate = useNavigate();
  const { session } = useScoringSession();
  // The menu names no unit: then one comes back to where one was. Read once per arrival: the place moves along with
  // the hand, and following it would pull the focus back.
  const place = useMemo(() => {
    const named = asked.unitId !== undefined || asked.itemId !== undefined || asked.view !== undefined;
    return named ? asked : (session.place ?? asked);
  }, [asked, session]);
  const [shortcuts, setShortcuts] = useState(false);
  const system = useCall('indicators:get', {});
  const progress = useProgress(session);
  const items = system.data?.items ?? NO_ITEMS;
  // Who does not see everything is offered the items to score, not a hundred empty ones.
  const mine = useCall('marking:myItems', workspace.actions.includes('readAll') ? null : {});
  const itemsById = useMemo(() => {
    const offered = mine.data ? new Set(mine.data) : null;
    return new Map(items.filter(({ id }) => offered?.has(id) ?? true).map((item) => [item.id, item]));
  }, [items, mine.data]);

  useEffect(
    () => subscribe('menu:command', ({ command }) => command === 'shortcuts' && setShortcuts(true)),
    [],
  );

  const error = system.error ?? progress.error ?? mine.error;
  if (error !== undefined) {
    return (
      <div className="screen">
        <ErrorNotice
          error={error}
          onRetry={() => {
            system.reload();
            progress.reload();
            mine.reload();
          }}
        />
      </div>
    );
  }
  if (!system.data || mine.loading || (progress.loading && progress.units.length === 0))
    return <Spin className="screen-spin" />;
  if (mine.data?.length === 0) {
    return (
      <div className="screen">
        <EmptyState
          title="还没有分配给您的指标"
          text="考核办公室在“系统管理 · 评分分工”里分配以后，在这里对各单位逐项评分；自己所在的单位由别人评。"
        />
      </div>
    );
  }
  if (progress.units.length === 0 || items.length === 0) {
    return (
      <div className="screen">
        <EmptyState
          title={items.length === 0 ? '还没有指标' : '还没有被考评单位'}
          text="评分需要指标体系和被考评单位。两者都有之后，在这里逐项评分。"
          actions={
            <Button
              type="primary"
              onClick={() => navigate({ screen: items.length === 0 ? 'indicatorSystem' : 'units' })}
            >
              {items.length === 0 ? '去导入指标表' : '去导入单位表'}
            </Button>
          }
        />
      </div>
    );
  }
  const shared = {
    session,
    items: itemsById,
    units: progress.units,
    cycleYear: workspace.cycle.year,
    disabled: !scores,
    place,
    onShortcuts: () => setShortcuts(true),
    onScored: progress.reload,
  };
  return (
    <>
      {place.view === 'item' ? <ByItem {...shared} /> : <ByUnit {...shared} />}
      <ShortcutsDialog open={shortcuts} onClose={() => setShortcuts(false)} />
    </>
  );
}
