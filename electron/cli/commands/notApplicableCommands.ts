import type { Command } from 'commander';
import { formatPoints } from '@shared/domain/points';
import { badArguments } from '@shared/errors/cli';
import { notApplicableUnknown } from '@shared/errors/year';
import type { NotApplicableView } from '@shared/ipc/practice/year';
import { NOT_APPLICABLE_STATE_NAMES } from '@shared/year/notApplicable';
import { loadAssessment } from '../../services/assessment/assessment';
import type { Workspace } from '../../services/workspace/workspace';
import { decideNotApplicable } from '../../services/year/decideNotApplicable';
import { giveLeadOpinion } from '../../services/year/giveLeadOpinion';
import { listNotApplicable } from '../../services/year/listNotApplicable';
import { requestNotApplicable } from '../../services/year/requestNotApplicable';
import { revokeNotApplicable } from '../../services/year/revokeNotApplicable';
import { withdrawNotApplicable } from '../../services/year/withdrawNotApplicable';
import { itemOf, reading, unitOf, writing, type CliContext } from '../cliContext';

interface Place {
  readonly unit: string;
  readonly item: string;
  readonly json?: boolean;
}

/** na request|opinion|decide|revoke|withdraw|list. */
export function registerNotApplicable(program: Command, context: CliContext): void {
  const group = program.command('na').description('缺项：申请、意见、审批');
  atPlace(group, 'request', '申请一项指标不适用（缺项）')
    .requiredOption('--reason <理由>', '申请理由')
    .option('--basis <依据>', '依据的文件或规定')
    .action((options: Place & { readonly reason: string; readonly basis?: string }) =>
      writing(context, async (workspace) => {
        const { unitId, itemId } = await placeOf(workspace, options);
        const { reason, basis = '' } = options;
        const list = await requestNotApplicable(workspace, { unitId, itemId, reason, basis });
        say(context, options, list, { unitId, itemId });
      }),
    );
  atPlace(group, 'opinion', '填写牵头单位意见')
    .requiredOption('--opinion <意见>', '牵头单位意见')
    .action((options: Place & { readonly opinion: string }) =>
      writing(context, async (workspace) => {
        const place = await placeOf(workspace, options);
        const requestId = await openRequestAt(workspace, place);
        const list = await giveLeadOpinion(workspace, { requestId, opinion: options.opinion });
        say(context, options, list, place);
      }),
    );
  atPlace(group, 'decide', '批准或不批准缺项')
    .option('--approve', '批准：这一项不计入该单位的适用分值')
    .option('--refuse', '不批准（须写意见）')
    .option('--opinion <意见>', '办公室意见')
    .action((options: Place & { approve?: boolean; refuse?: boolean; opinion?: string }) =>
      writing(context, async (workspace) => {
        if ((options.approve === true) === (options.refuse === true)) {
          throw badArguments({ problem: '请写 --approve 或 --refuse 中的一个。' });
        }
        const place = await placeOf(workspace, options);
        const list = await decideNotApplicable(workspace, {
          requestIds: [await openRequestAt(workspace, place)],
          approve: options.approve === true,
          opinion: options.opinion ?? '',
        });
        say(context, options, list, place);
      }),
    );
  atPlace(group, 'revoke', '撤销已批准的缺项：这一项重新评分')
    .requiredOption('--reason <理由>', '撤销理由')
    .action((options: Place & { readonly reason: string }) =>
      writing(context, async (workspace) => {
        const place = await placeOf(workspace, options);
        const requestId = await openRequestAt(workspace, place);
        say(
          context,
          options,
          await revokeNotApplicable(workspace, { requestId, reason: options.reason }),
          place,
        );
      }),
    );
  atPlace(group, 'withdraw', '撤回还没有审批的缺项申请').action((options: Place) =>
    writing(context, async (workspace) => {
      const place = await placeOf(workspace, options);
      const requestId = await openRequestAt(workspace, place);
      say(context, options, await withdrawNotApplicable(workspace, { requestId }), place);
    }),
  );
  group
    .command('list')
    .description('全部缺项申请，同一指标的排在一起')
    .option('--json', '以 JSON 输出结果')
    .action((options: { json?: boolean }) =>
      reading(context, async (workspace) => {
        const list = await listNotApplicable(workspace);
        context.output.result(options.json === true, list.map(asJson), list.map(requestLine));
      }),
    );
}

function atPlace(group: Command, name: string, description: string): Command {
  return group
    .command(name)
    .description(description)
    .requiredOption('--unit <编码>', '单位编码')
    .requiredOption('--item <编码>', '指标编码')
    .option('--json', '以 JSON 输出结果');
}

interface PlaceIds {
  readonly unitId: number;
  readonly itemId: number;
}

async function placeOf(workspace: Workspace, { unit, item }: Place): Promise<PlaceIds> {
  const assessment = await loadAssessment(workspace);
  return { unitId: unitOf(assessment, unit).id, itemId: itemOf(assessment, item).id };
}

/** The latest request of a place; whether it can still be decided, or revoked, is the service's to say. @throws {AppError} NOT_APPLICABLE_UNKNOWN */
async function openRequestAt(workspace: Workspace, place: PlaceIds): Promise<number> {
  const found = (await listNotApplicable(workspace)).findLast((request) => isAt(request, place));
  if (!found) throw notApplicableUnknown();
  return found.id;
}

const isAt = (request: PlaceIds, { unitId, itemId }: PlaceIds): boolean =>
  request.unitId === unitId && request.itemId === itemId;

function say(
  context: CliContext,
  { json }: Place,
  list: readonly NotApplicableView[],
  place: PlaceIds,
): void {
  const request = list.findLast((known) => isAt(known, place));
  context.output.result(
    json === true,
    request ? asJson(request) : null,
    request ? [requestLine(request)] : [],
  );
}

function asJson(request: NotApplicableView): object {
  return { ...request, points: formatPoints(request.points) };
}

function requestLine(request: NotApplicableView): string {
  return `${request.itemCode} ${request.itemName} · ${request.unitName}：${NOT_APPLICABLE_STATE_NAMES[request.state]}（${request.reason}）`;
}
