import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { WebContents } from 'electron';
import { AppError, type ErrorReport } from '../../shared/errors/appError';
import { choiceExpired, noWorkspaceOpen, previewExpired } from '../../shared/errors/shell';
import type { AppState, JobProgress, RecentWorkspace } from '../../shared/ipc/views';
import type { JobArgs, JobName, JobResult } from '../jobs/jobTypes';
import { startJob, type RunningJob } from '../jobs/startJob';
import { push } from '../ipc/handle';
import { asAppError } from '../services/workspace/asAppError';
import { backupIfDue } from '../services/backup/backupIfDue';
import { openWorkspace } from '../services/workspace/openWorkspace';
import type { Workspace } from '../services/workspace/workspace';
import { ChosenFiles } from './chosenFiles';
import { describeWorkspace } from './describeWorkspace';
import type { ProgramSettings } from './settings';

/** Long enough for a slow machine to have drawn the first screen. */
const BACKUP_DELAY_MS = 20_000;

/** Previews kept while a person makes up their mind. */
const PREVIEWS = 8;

/** What one window has open: the workspace, chosen files, previews waiting for a yes, running jobs. */
export class Session {
  readonly files = new ChosenFiles();
  readonly #settings: ProgramSettings;
  readonly #version: string;
  readonly #reference: AppState['reference'];
  readonly #contents: () => WebContents | null;
  readonly #previews = new Map<string, unknown>();
  readonly #jobs = new Map<string, { job: RunningJob<unknown>; target: string }>();
  readonly #log: (line: string) => void;
  #openError: ErrorReport | null = null;
  /** Opening starts before the page asks; whoever asks first waits for the same promise. */
  #workspace: Promise<Workspace | null> = Promise.resolve(null);

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
    const open = await this.#workspace;
    if (!open) throw noWorkspaceOpen();
    return open;
  }

  async openedFolder(): Promise<string> {
    return (await this.#workspace.catch(() => null))?.folder ?? '';
  }

  async state(): Promise<AppState> {
    const workspace = await this.#workspace.catch(() => null);
    return {
      version: this.#version,
      workspace: workspace ? await describeWorkspace(workspace) : null,
      recent: this.#settings.recent,
      openError: workspace ? null : this.#openError,
      reference: this.#reference,
    };
  }

  get recent(): readonly RecentWorkspace[] {
    return this.#settings.recent;
  }

  /** Opens another folder; the one open before stays open if that fails. */
  async open(folder: string): Promise<AppState> {
    const before = await this.#workspace.catch(() => null);
    if (before?.folder === folder) return this.state();
    return this.adopt(await openWorkspace(folder));
  }

  /** Takes an open workspace in place of the one before, which is closed. */
  async adopt(opened: Workspace): Promise<AppState> {
    const before = await this.#workspace.catch(() => null);
    this.#workspace = Promise.resolve(opened);
    this.#openError = null;
    this.#previews.clear();
    await before?.close();
    const { folder, name } = opened;
    await this.#settings.remember({ folder, name, openedAt: new Date().toISOString() });
    this.#backUpSoon(opened);
    return this.#announce();
  }

  /** Starts opening at program start without waiting; a failure is told on the first-start page. */
  openLater(folder: string): void {
    this.#workspace = openWorkspace(folder).catch((cause: unknown) => {
      this.#openError = (cause instanceof AppError ? cause : asAppError(cause))?.report ?? null;
      this.#log(`open ${folder}: ${String(cause)}`);
      return null;
    });
    void this.#workspace.then((opened) => opened && this.#backUpSoon(opened));
  }

  /** The daily copy, once opening is over and if the workspace is still the one that is open. */
  #backUpSoon(opened: Workspace): void {
    const timer = setTimeout(() => {
      void this.#workspace
        .then((current) => (current === opened ? backupIfDue(opened) : null))
        .catch((cause: unknown) => this.#log(`backup: ${String(cause)}`));
    }, BACKUP_DELAY_MS);
    timer.unref();
  }

  async close(): Promise<AppState> {
    const before = await this.#workspace.catch(() => null);
    this.#workspace = Promise.resolve(null);
    this.#previews.clear();
    await before?.close();
    return this.#announce();
  }

  /** At the end of the program: running jobs stop, the database closes. */
  async end(): Promise<void> {
    for (const { job } of this.#jobs.values()) job.cancel();
    const before = await this.#workspace.catch(() => null);
    this.#workspace = Promise.resolve(null);
    await before?.close();
  }

  async #announce(): Promise<AppState> {
    const state = await this.state();
    const contents = this.#contents();
    if (contents) push(contents, 'workspace:changed', state);
    return state;
  }

  keepPreview(preview: unknown): string {
    const id = randomUUID();
    this.#previews.set(id, preview);
    if (this.#previews.size > PREVIEWS) {
      const [oldest] = this.#previews.keys();
      if (oldest !== undefined) this.#previews.delete(oldest);
    }
    return id;
  }

  /** @throws PREVIEW_EXPIRED */
  preview<T>(id: string, isOne: (value: unknown) => value is T): T {
    const preview = this.#previews.get(id);
    if (!isOne(preview)) throw previewExpired();
    return preview;
  }

  /** Work in its own process whose answer the caller waits for. */
  run<N extends JobName>(name: N, args: JobArgs<N>): Promise<JobResult<N>> {
    return startJob(name, args).finished;
  }

  /** Work in its own process that reports through `jobs:progress` and can be cancelled. */
  startWithProgress<N extends JobName>(name: N, args: JobArgs<N>, target: string): string {
    const jobId = randomUUID();
    const fileName = basename(target);
    const tell = (progress: Omit<JobProgress, 'jobId'>): void => {
      const contents = this.#contents();
      if (contents) push(contents, 'jobs:progress', { jobId, fileName, ...progress });
    };
    const job = startJob(name, args, (done, total, label) => tell({ done, total, label, state: 'running' }));
    this.#jobs.set(jobId, { job, target });
    job.finished.then(
      () => tell({ done: 1, total: 1, label: '已完成', state: 'finished' }),
      (cause: unknown) => {
        const error = (cause instanceof AppError ? cause : asAppError(cause))?.report;
        tell({
          done: 0,
          total: 1,
          label: error?.what ?? '任务失败',
          state: error?.code === 'CANCELLED' ? 'cancelled' : 'failed',
          error,
        });
      },
    );
    return jobId;
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
