import { App, Button } from 'antd';
import { deductedPoints } from '@shared/reports/scoreDetail';
import type { ItemView, ScoreSheetRow } from '@shared/ipc/views';
import { call } from '../../api';
import { useShowError } from '../../components/useShowError';
import { useNavigate } from '../../shell/navigation';
import { useMay } from '../../shell/workspace';

/** 「转为整改问题」: a deduction becomes a problem of the ledger with one click. Practice page §13. */
export function ToProblem({ item, row }: { readonly item: ItemView; readonly row: ScoreSheetRow }) {
  const { message } = App.useApp();
  const navigate = useNavigate();
  const showError = useShowError();
  const may = useMay();
  if (!may('manageProblems') || row.finalPoints === null || deductedPoints(item, row.finalPoints) <= 0)
    return null;
  const make = async () => {
    try {
      const places = [{ unitId: row.unitId, itemId: row.itemId }];
      const [made] = await call('problem:fromScores', { places, dueOn: '' });
      if (!made) return;
      message.success({
        content: (
          <span>
            已列入整改台账第 {made.number} 号{' '}
            <Button
              type="link"
              size="small"
              onClick={() => navigate({ screen: 'rectification', tab: 'ledger' })}
            >
              前往
            </Button>
          </span>
        ),
        duration: 5,
      });
    } catch (cause) {
      showError(cause);
    }
  };
  return (
    <Button size="small" type="link" onClick={() => void make()}>
      转为整改问题
    </Button>
  );
}
