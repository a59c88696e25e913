import { Button } from 'antd';
import { useEffect } from 'react';
import { call } from '../../api';
import { usePlace } from '../../shell/navigation';
import { useWorkspace } from '../../shell/workspace';
import { JobStatus } from '../reports/JobStatus';
import { useJob } from '../reports/useJob';

/** The whole workspace into one file; 文件 > 备份 comes here and starts it. */
export function Backup() {
  const { workspace } = useWorkspace();
  const place = usePlace();
  const job = useJob();
  const { run } = job;
  const suggestedName = `${workspace.name}备份.zip`;
  // Every visit is a new place, so choosing the menu entry again asks again.
  useEffect(() => {
    if (place.task === 'backup') void run(() => startBackup(suggestedName));
  }, [place, run, suggestedName]);
  return (
    <section className="panel" aria-label="备份">
      <div className="panel-head">
        <h2>备份</h2>
        <span className="muted">把整个考评库（数据和佐证材料）存成一个文件，可放到U盘或其他电脑</span>
        <span className="spacer" />
        <Button disabled={job.running} onClick={() => void run(() => startBackup(suggestedName))}>
          备份
        </Button>
      </div>
      <JobStatus job={job} done="已备份" />
    </section>
  );
}

async function startBackup(suggestedName: string): Promise<{ jobId: string } | null> {
  const target = await call('dialog:save', { suggestedName, extension: 'zip' });
  return target && call('system:backup', { target: target.token });
}
