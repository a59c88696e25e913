import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { WebContents } from 'electron';
import { NOBODY, type Actor } from '../../shared/domain/role';
import { AppError, type ErrorReport } from '../../shared/errors/appError';
import { choiceExpired, noWorkspaceOpen, previewExpired } from '../../shared/errors/shell';
import type { AppState, JobProgress, RecentWorkspace } from '../../shared/ipc/views';
import type { JobArgs, JobName, JobResult } from '../jobs/jobTypes';
import { startJob, type RunningJob } from '../jobs/startJob';
import { assertAdmitted } from '../ipc/admit';
import { push } from '../ipc/handle';
import type { Channel } from '../../shared/ipc/contract';
import type { SignedIn } from '../services/account/signIn';
import { loadAssessment } from '../services/assessment/assessment';
import { asAppError } from '../services/workspace/asAppError';
import { backupIfDue } from '../services/backup/backupIfDue';
import { startOnDashboard } from '../services/dashboard/dashboardAhead';
import { openWorkspace } from '../services/workspace/openWorkspace';
import type { Workspace } from '../services/workspace/workspace';
import { workspacePaths } from '../services/workspace/workspacePaths';
import { ChosenFiles } from './chosenFiles';
import { describeWorkspace } from './describeWorkspace';
import { OfferedPackages } from './offeredPackages';
import { Seat } from './seat';
import type { ProgramSettings } from './settings';
import { workSteps, type WorkSteps } from './workSteps';
import { isSameFolder, WorkspaceSlot } from './workspaceSlot';

/** Long enough for a slow machine to have drawn the first screen. */
const BACKUP_DELAY_MS = 20_000;

/** Previews kept while a person makes up their mind. */
const PREVIEWS = 8;

/** How long a page may take to show another workspace; one that is gone or hangs holds nothing up. */
const SHOWN_WITHIN_MS = 2_000;

/** Calls that exchange the workspace themselves, or wait for a person. */
const OUTSIDE_WORKSPACE = /^(app|workspace|dialog):|^system:restore$/;

/** Calls that exchange the person: they wait for the others to end, and for none of their own kind. */
const EXCHANGES_PERSON = /^account:(signIn|signOut|lock|recover)$/;

/** What one window has open: the workspace, chosen files, previews waiting for a yes, running jobs. */
export class Session {
  readonly files = new ChosenFiles();
  /** Packages opened by a double click that the page has not taken yet. */
  readonly offered = new OfferedPackages(this.files, () => {
    const contents = this.#contents();
    if (contents) push(contents, 'packages:offered', {});
  });
  readonly #settings: ProgramSettings;
  readonly #version: string;
  readonly #reference: AppState['reference'];
  readonly #contents: () => WebContents | null;
  readonly #previews = new Map<string, unknown>();
  readonly #jobs = new Map<string, { job: RunningJob<unknown>; target: string }>();
  readonly #log: (line: string) => void;
  readonly #slot = new WorkspaceSlot();
  /** Jobs whose answer a call waits for. */
  readonly #awaited = new Set<RunningJob<unknown>>();
  #openError: ErrorReport | null = null;
  /** Counts the workspaces shown, so that a preview of one is never taken into another. */
  #shown = 0;
  #pageShows: () => void = () => undefined;
  /** What the page cannot save at the moment, for who opens another workspace past it; '' for nothing. */
  unsaved = '';
  readonly #seat = new Seat(() => this.#stopAwaited());

  constructor(options: {
    settings: ProgramSettings;
    version: string;
    reference: AppState['reference'];
    contents: () => WebContents | null;
    log: (line: string) => void;
  }) {
    this.#settings = options.settings;
    this.#version = options.version;
    this.#reference = options.reference;
    this.#contents = options.contents;
    this.#log = options.log;
  }

  /** @throws NO_WORKSPACE_OPEN */
  async workspace(): Promise<Workspace> {
    const open = await this.#slot.current();
    if (!open) throw noWorkspaceOpen();
    return open;
  }

  async openedFolder(): Promise<string> {
    return (await this.#slot.current())?.folder ?? '';
  }

  /** Runs a call of the page; the workspace does not close under it, nor does another person take over. */
  during<R>(channel: Channel, work: () => Promise<R>): Promise<R> {
    if (OUTSIDE_WORKSPACE.test(channel)) return work();
    if (EXCHANGES_PERSON.test(channel)) return this.#slot.during(work);
    return this.#seat.during(() => this.#slot.during(work));
  }

  /** Whether a call is let in now. @throws {AppError} NOT_SIGNED_IN, PASSWORD_MUST_CHANGE, NOT_PERMITTED */
  async admit(channel: Channel): Promise<void> {
    const workspace = await this.#slot.current();
    assertAdmitted(channel, { actor: workspace?.actor ?? null, ...this.#seat.standing(workspace) });
  }

  /**
   * Somebody signs in: the window unlocks, or another person takes over once the calls of the one before have ended.
   *
   * @param identify finds out who it is. @throws what it throws; everything stays as it was then.
   */
  async signIn<S extends SignedIn>(identify: (workspace: Workspace) => Promise<S>): Promise<S> {
    const workspace = await this.workspace();
    const signedIn = await identify(workspace);
    if (await this.#seat.take(workspace, signedIn)) this.#previews.clear();
    return signedIn;
  }

  /** Nobody is at the window any more. */
  async signOut(): Promise<AppState> {
    const workspace = await this.workspace();
    await this.#seat.leave(workspace);
    this.#previews.clear();
    return this.state();
  }

  /** The screen stays, but answers nothing until somebody signs in. Without a password there is nothing to lock with. */
  async lock(): Promise<AppState> {
    const workspace = await this.workspace();
    await this.#seat.lock(workspace);
    return this.state();
  }

  /** The person has replaced the password somebody else had set. */
  async passwordChanged(): Promise<void> {
    this.#seat.passwordChanged(await this.workspace());
  }

  async state(): Promise<AppState> {
    return this.#stateWith(await this.#slot.current());
  }

  async #stateWith(workspace: Workspace | null): Promise<AppState> {
    return {
      version: this.#version,
      workspace: workspace ? await describeWorkspace(workspace, this.#seat.standing(workspace).locked) : null,
      recent: this.#settings.recent,
      openError: workspace ? null : this.#openError,
      reference: this.#reference,
    };
  }

  get recent(): readonly RecentWorkspace[] {
    return this.#settings.recent;
  }

  /**
   * Opens another folder; the one open before stays open if that fails. One that is open already stays, unless it can
   * only be read: then opening it again may find it free.
   */
  async open(chosen: string): Promise<AppState> {
    const { folder } = workspacePaths(chosen);
    return this.#exchange(async (before) =>
      before && !before.readOnly && (await isSameFolder(before.folder, folder))
        ? before
        : openWorkspace(folder),
    );
  }

  /** Takes an open workspace in place of the one before, which is closed. */
  adopt(opened: Workspace): Promise<AppState> {
    return this.#exchange(async () => opened);
  }

  close(): Promise<AppState> {
    return this.#exchange(async () => null);
  }

  async #exchange(next: (before: Workspace | null) => Promise<Workspace | null>): Promise<AppState> {
    await this.#slot.exchange(next, async (opened, before) => {
      this.#openError = null;
      this.unsaved = '';
      if (opened) {
        const { folder, name } = opened;
        await this.#settings.remember({ folder, name, openedAt: new Date().toISOString() });
      }
      const shown = this.#show(await this.#stateWith(opened));
      if (before) await shown;
      this.#shown += 1;
      this.#previews.clear();
      this.#stopAwaited();
      if (opened) this.#backUpSoon(opened);
    });
    return this.state();
  }

  /** Tells the page, and waits until it has heard: what it sends before that is meant for the old workspace. */
  async #show(state: AppState): Promise<void> {
    const contents = this.#contents();
    if (!contents) return;
    const heard = new Promise<void>((resolve) => {
      this.#pageShows = resolve;
      setTimeout(resolve, SHOWN_WITHIN_MS).unref();
    });
    push(contents, 'workspace:changed', state);
    await heard;
  }

  /** The page has heard of the workspace it was told of last. */
  pageHeard(): void {
    this.#pageShows();
  }

  /** Starts opening at program start without waiting; a failure is told on the first-start page. */
  openLater(folder: string): void {
    const opening = openWorkspace(folder).catch((cause: unknown) => {
      this.#openError = (cause instanceof AppError ? cause : asAppError(cause))?.report ?? null;
      this.#log(`open ${folder}: ${String(cause)}`);
      return null;
    });
    this.#slot.start(opening);
    void opening.then((opened) => opened && this.#backUpSoon(opened));
    // What every screen needs, and the first one shows, is read while the page still loads. A failure is met by the first who asks.
    void opening
      .then(async (opened) => {
        if (!opened) return;
        await loadAssessment(opened);
        await startOnDashboard(opened);
      })
      .catch(() => undefined);
  }

  /** The daily copy, once opening is over and if the workspace is still the one that is open. */
  #backUpSoon(opened: Workspace): void {
    const timer = setTimeout(() => {
      void this.#slot
        .during(async () => ((await this.#slot.current()) === opened ? backupIfDue(opened) : null))
        .catch((cause: unknown) => this.#log(`backup: ${String(cause)}`));
    }, BACKUP_DELAY_MS);
    timer.unref();
  }

  /** At the end of the program: running jobs stop and tidy up, calls finish, the database closes. */
  async end(): Promise<void> {
    const jobs = [...this.#jobs.values()].map(({ job }) => job);
    for (const job of jobs) job.cancel();
    this.#stopAwaited();
    await Promise.allSettled([this.#slot.end(), ...jobs.map((job) => job.finished)]);
  }

  #stopAwaited(): void {
    for (const job of this.#awaited) job.cancel();
  }

  /**
   * Keeps what a person will look at before saying yes.
   *
   * @throws PREVIEW_EXPIRED where another workspace was opened while it was being made.
   */
  async keepPreview<P>(make: () => Promise<P>): Promise<{ readonly previewId: string; readonly kept: P }> {
    const shown = this.#shown;
    const kept = await make();
    if (shown !== this.#shown) throw previewExpired();
    const previewId = randomUUID();
    this.#previews.set(previewId, kept);
    if (this.#previews.size > PREVIEWS) {
      const [oldest] = this.#previews.keys();
      if (oldest !== undefined) this.#previews.delete(oldest);
    }
    return { previewId, kept };
  }

  /** @throws PREVIEW_EXPIRED */
  preview<T>(id: string, isOne: (value: unknown) => value is T): T {
    const preview = this.#previews.get(id);
    if (!isOne(preview)) throw previewExpired();
    return preview;
  }

  /** Work in its own process whose answer the caller waits for. */
  async run<N extends JobName>(name: N, args: JobArgs<N>): Promise<JobResult<N>> {
    const job = startJob(name, args, this.#asker());
    this.#awaited.add(job);
    return job.finished.finally(() => this.#awaited.delete(job));
  }

  /**
   * Work in its own process that reports through `jobs:progress` and can be cancelled.
   *
   * @param then written down once it is done; the work is done whether or not that can be.
   */
  startWithProgress<N extends JobName>(
    name: N,
    args: JobArgs<N>,
    target: string,
    then?: () => Promise<void>,
  ): string {
    const jobId = randomUUID();
    const tell = this.#teller(jobId, target);
    const job = startJob(name, args, this.#asker(), (done, total, label) =>
      tell({ done, total, label, state: 'running' }),
    );
    this.#jobs.set(jobId, { job, target });
    // The workspace stays open until what follows is written down, even if another one is shown by then.
    if (then) {
      void this.#slot
        .during(() => job.finished.then(then, () => undefined))
        .catch((cause: unknown) => this.#log(`after ${name}: ${String(cause)}`));
    }
    job.finished.then(
      () => tell({ done: 1, total: 1, label: '已完成', state: 'finished' }),
      (cause: unknown) => tell(this.#failed(cause, jobId)),
    );
    return jobId;
  }

  /**
   * Work of several steps, jobs and what only the main process may do, that reports as one job and can be cancelled between
   * and during its jobs. The workspace stays open until it has ended, even if another one is shown by then.
   */
  startWork(target: string, work: (steps: WorkSteps) => Promise<void>): string {
    const jobId = randomUUID();
    const tell = this.#teller(jobId, target);
    const { steps, cancel } = workSteps(jobId, this.#asker(), (done, total, label) =>
      tell({ done, total, label, state: 'running' }),
    );
    const finished = this.#slot.during(() => work(steps));
    this.#jobs.set(jobId, { job: { finished, cancel }, target });
    finished.then(
      () => tell({ done: 1, total: 1, label: '已完成', state: 'finished' }),
      (cause: unknown) => tell(this.#failed(cause, jobId)),
    );
    return jobId;
  }

  #teller(jobId: string, target: string): (progress: Omit<JobProgress, 'jobId'>) => void {
    const fileName = basename(target);
    return (progress) => {
      const contents = this.#contents();
      if (contents) push(contents, 'jobs:progress', { jobId, fileName, ...progress });
    };
  }

  #failed(cause: unknown, jobId: string): Omit<JobProgress, 'jobId'> {
    const error = (cause instanceof AppError ? cause : asAppError(cause))?.report;
    if (!error) this.#log(`job ${jobId}: ${cause instanceof Error ? cause.stack : String(cause)}`);
    const state = error?.code === 'CANCELLED' ? 'cancelled' : 'failed';
    return { done: 0, total: 1, label: error?.what ?? '任务失败', state, error };
  }

  /** Who asks for a job: nobody where no workspace is open. */
  async #asker(): Promise<Actor> {
    return (await this.#slot.current())?.actor ?? NOBODY;
  }

  cancelJob(jobId: string): void {
    this.#jobs.get(jobId)?.job.cancel();
  }

  /** Path of the file a job wrote. @throws CHOICE_EXPIRED for a job this window did not start */
  jobTarget(jobId: string): string {
    const known = this.#jobs.get(jobId);
    if (!known) throw choiceExpired();
    return known.target;
  }
}
