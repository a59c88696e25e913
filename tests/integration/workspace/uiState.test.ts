import { expect, it } from 'vitest';
import { getUiState, setUiState } from '@electron/services/uiState';
import { aScoredWorkspace } from '../../helpers/smallWorkspace';

it('remembers what a screen asked for, and changes nothing in a workspace only looked at', async () => {
  const workspace = await aScoredWorkspace();
  expect(await getUiState(workspace, 'scoring')).toBeNull();
  await setUiState(workspace, 'scoring', { unit: 3, columns: ['得分'] });
  await setUiState({ ...workspace, readOnly: true }, 'scoring', 'lost');
  expect(await getUiState(workspace, 'scoring')).toEqual({ unit: 3, columns: ['得分'] });
  await workspace.close();
});
