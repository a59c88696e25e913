import { isGenuine } from '@shared/exchange/versions';
import type { VerifyFinding } from '@shared/ipc/views';
import { listAllChanges, listReceived } from '../../database/exchangeRepository';
import { changeLine, headLine, LineSum, readSum, type Summed } from '../../database/rowSums';
import { listAllHeads, listAllVersions } from '../../database/versionRepository';
import { sha256Text } from '../caseFiles/sha256Text';
import { isOriginal } from '../exchange/inbox';
import { summaryOf } from '../exchange/packed';
import { readManifest } from '../workspace/manifest';
import type { Workspace } from '../workspace/workspace';
import { workspacePaths } from '../workspace/workspacePaths';

/**
 * What packages brought and what was merged of it: every version against its own id, versions, heads and changes against
 * the sums kept of them, the packages in the inbox against what the ledger says of them.
 */
export async function verifyExchange(
  { reader: db, folder }: Workspace,
  signal?: AbortSignal,
): Promise<VerifyFinding[]> {
  const findings: VerifyFinding[] = [];
  const sums: Record<Summed, LineSum> = {
    ...{ versions: new LineSum(), heads: new LineSum(), changes: new LineSum() },
  };
  for await (const versions of listAllVersions(db)) {
    signal?.throwIfAborted();
    for (const version of versions) {
      sums.versions.add(version.id);
      if (!isGenuine(version, sha256Text)) {
        findings.push(finding(version.cell, '留存的一个版本与它的编号不符，可能被绕过程序修改'));
      }
    }
  }
  for await (const heads of listAllHeads(db)) {
    for (const { cell, version } of heads) sums.heads.add(headLine(cell, version));
  }
  for await (const changes of listAllChanges(db)) {
    for (const change of changes) sums.changes.add(changeLine(change.package_id, change));
  }
  for (const of of Object.keys(sums) as Summed[]) {
    if (sums[of].hex === (await readSum(db, of))) continue;
    findings.push(finding('数据交换', `${SUM_NAMES[of]}与校验数不符，可能被绕过程序添加、删除或修改`));
  }
  // An archive brings the ledger, not the inbox.
  const { archive } = await readManifest(workspacePaths(folder));
  for (const { uid, file_name: name, summary } of archive ? [] : await listReceived(db)) {
    signal?.throwIfAborted();
    const { original = '' } = summaryOf(summary);
    if (original === '' || (await isOriginal(folder, uid, name, original))) continue;
    findings.push(finding(name, '收件箱里留存的数据包丢失或被改动过'));
  }
  return findings;
}

const SUM_NAMES: Readonly<Record<Summed, string>> = {
  versions: '留存的版本',
  heads: '现行版本',
  changes: '合并记录',
};

function finding(place: string, message: string): VerifyFinding {
  return { kind: 'practice', place: readable(place), message };
}

/** Names of cells are written so that they survive any character. */
function readable(cell: string): string {
  try {
    return decodeURIComponent(cell).replace(/:$/, '').split(':').join(' · ');
  } catch {
    return cell;
  }
}
