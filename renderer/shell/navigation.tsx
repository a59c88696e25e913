import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react';

export type ScreenId =
  | 'dashboard'
  | 'indicatorSystem'
  | 'units'
  | 'selfEvaluation'
  | 'scoring'
  | 'reviews'
  | 'caseFiles'
  | 'comprehensive'
  | 'rectification'
  | 'reports'
  | 'exchange'
  | 'system';

/** Where a person is. What a screen does not know it ignores. */
export interface Place {
  readonly screen: ScreenId;
  readonly unitId?: number;
  readonly itemId?: number;
  /** 一级指标 code; 工作台 points to the first item of a part. */
  readonly partCode?: string;
  /** Which tab of a screen that has several. */
  readonly tab?: string;
  /** 体检 only: which kind of findings. */
  readonly check?: string;
  /** 评分 only: by unit or by item. */
  readonly view?: 'unit' | 'item';
  /** 系统管理 only: what the native menu asked for; done on arrival, never remembered. */
  readonly task?: 'backup' | 'restore';
}

export type Navigate = (place: Place) => void;

interface Navigation {
  readonly place: Place;
  readonly navigate: Navigate;
}

const NavigationContext = createContext<Navigation | null>(null);

export function NavigationProvider({
  initial,
  onMove,
  children,
}: {
  readonly initial: Place;
  readonly onMove?: (place: Place) => void;
  readonly children: ReactNode;
}) {
  const [place, setPlace] = useState(initial);
  const navigate = useCallback<Navigate>(
    (next) => {
      setPlace(next);
      onMove?.({ ...next, task: undefined });
    },
    [onMove],
  );
  const value = useMemo(() => ({ place, navigate }), [place, navigate]);
  return <NavigationContext value={value}>{children}</NavigationContext>;
}

function useNavigation(): Navigation {
  const navigation = useContext(NavigationContext);
  if (!navigation) throw new Error('NavigationProvider is missing');
  return navigation;
}

/** Goes to a screen, and to a unit or item in it: `navigate({ screen: 'scoring', unitId, itemId })`. */
export function useNavigate(): Navigate {
  return useNavigation().navigate;
}

/** The current place; a screen reads its parameters here. A new object each time someone navigates. */
export function usePlace(): Place {
  return useNavigation().place;
}
