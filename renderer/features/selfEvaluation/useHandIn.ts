import { useCallback, useMemo } from 'react';
import { stageOf } from '@shared/domain/cycleState';
import type { NotApplicableView, SubmissionView } from '@shared/ipc/practice/year';
import { useCall } from '../../shell/useCall';
import { chineseDate } from '../../shell/words';
import { useWorkspace } from '../../shell/workspace';

export interface HandIn {
  /** undefined until it is known. */
  readonly submission: SubmissionView | undefined;
  readonly error: unknown;
  readonly reload: () => void;
  readonly setSubmission: (submission: SubmissionView) => void;
  /** Whether the sheet can only be looked at. */
  readonly locked: boolean;
  /** Why the office sent an item back, with the day; '' where it did not. */
  readonly returnedWords: (itemId: number) => string;
  /** The latest 缺项 request for an item. */
  readonly requestOf: (itemId: number) => NotApplicableView | undefined;
  /** Whether the stage takes 缺项 requests. */
  readonly mayRequest: boolean;
}

/** How far a unit's self-evaluation is, what came back, and which items are not to apply. */
export function useHandIn(unitId: number | null): HandIn {
  const { workspace } = useWorkspace();
  const request = unitId === null ? null : { unitId };
  const submission = useCall('submission:get', request);
  const absences = useCall('notApplicable:ofUnit', request);
  const known = submission.data?.unitId === unitId ? submission.data : undefined;
  const returned = useMemo(() => {
    const latest = known?.state === 'returned' ? known.returns[0] : undefined;
    return new Map(
      latest?.items.map(({ itemId, reason }) => [itemId, `${chineseDate(latest.at)} 退回：${reason}`]),
    );
  }, [known]);
  const requests = useMemo(
    () =>
      new Map((absences.data ?? []).filter((row) => row.unitId === unitId).map((row) => [row.itemId, row])),
    [absences.data, unitId],
  );
  const { reload: reloadSubmission } = submission;
  const { reload: reloadAbsences } = absences;
  const reload = useCallback(() => {
    reloadSubmission();
    reloadAbsences();
  }, [reloadSubmission, reloadAbsences]);
  const stage = stageOf(workspace.cycle.state);
  return {
    submission: known,
    error: submission.error ?? absences.error,
    reload,
    setSubmission: submission.setData,
    locked: known !== undefined && known.lock !== '',
    returnedWords: (itemId) => returned.get(itemId) ?? '',
    requestOf: (itemId) => requests.get(itemId),
    mayRequest: stage >= stageOf('published') && stage <= stageOf('reviewing'),
  };
}
