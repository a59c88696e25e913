import { Button } from 'antd';
import type { NotApplicableView } from '@shared/ipc/practice/year';
import { NOT_APPLICABLE_STATE_NAMES } from '@shared/year/notApplicable';
import { Mark } from '../../components/Mark';

/** How a 缺项 request for the item stands; where there is none, the way to make one. */
export function SelfAbsence({
  request,
  offered,
  code,
  onRequest,
}: {
  /** The latest one; undefined where there is none. */
  readonly request: NotApplicableView | undefined;
  /** Whether a request can be made here and now. */
  readonly offered: boolean;
  readonly code: string;
  readonly onRequest: () => void;
}) {
  const standing = request?.state === 'requested' || request?.state === 'approved';
  if (!request && !offered) return null;
  return (
    <div className="self-absence">
      {request && request.state !== 'withdrawn' && (
        <>
          <Mark tone={request.state === 'approved' ? 'green' : request.state === 'refused' ? 'red' : 'amber'}>
            缺项{NOT_APPLICABLE_STATE_NAMES[request.state]}
          </Mark>
          <span className="muted">
            {request.reason}
            {request.officeOpinion && `（办公室意见：${request.officeOpinion}）`}
          </span>
        </>
      )}
      {offered && !standing && (
        <Button type="link" size="small" aria-label={`申请缺项 ${code}`} onClick={onRequest}>
          申请缺项
        </Button>
      )}
    </div>
  );
}
