import { Button } from 'antd';
import { useCallback, useEffect } from 'react';
import { call } from '../../api';
import { ErrorNotice } from '../../components/ErrorNotice';
import { usePlace } from '../../shell/navigation';
import { LEAVING_WORKSPACE, useAskUnsaved } from '../../shell/useAskUnsaved';
import { useAction } from '../../shell/useCall';
import { useApp } from '../../shell/workspace';

/** A backup file into an empty folder, which is then opened; the workspace open now is left as it is. */
export function Restore() {
  const { setApp } = useApp();
  const place = usePlace();
  const restore = useAction('system:restore');
  const { run } = restore;
  const askUnsaved = useAskUnsaved();
  const start = useCallback(async () => {
    const [file] = await call('dialog:files', { purpose: 'backup', multiple: false });
    const folder = file && (await call('dialog:folder', { purpose: 'create' }));
    if (!file || !folder || !(await askUnsaved(LEAVING_WORKSPACE))) return;
    const restored = await run({ file: file.token, folder: folder.token });
    if (restored) setApp(restored);
  }, [run, setApp, askUnsaved]);
  useEffect(() => {
    if (place.task === 'restore') void start();
  }, [place, start]);
  return (
    <section className="panel" aria-label="恢复">
      <div className="panel-head">
        <h2>恢复</h2>
        <span className="muted">把备份文件还原到一个空文件夹并打开；现在这个考评库不受影响</span>
        <span className="spacer" />
        <Button loading={restore.busy} onClick={() => void start()}>
          恢复
        </Button>
      </div>
      <ErrorNotice error={restore.error} onClose={restore.clearError} />
    </section>
  );
}
