import type { ErrorReport } from '@shared/errors/appError';
import type { TableProblem } from '@shared/tables/problem';

interface Sink {
  write(text: string, done: (error?: Error | null) => void): boolean;
}

/** Where a command says things: its result to stdout, everything else to stderr. */
export class Output {
  readonly #out: Sink;
  readonly #err: Sink;
  readonly #pending = new Set<Promise<void>>();
  /** Notes wait for the end, so that the first line of a failure is its code. */
  #held: string[] | null = [];

  constructor(out: Sink, err: Sink) {
    this.#out = out;
    this.#err = err;
  }

  /** The process's own streams. A reader that goes away (`| head`) must not turn into a crash. */
  static ofProcess(): Output {
    for (const stream of [process.stdout, process.stderr]) {
      stream.on('error', (cause: NodeJS.ErrnoException) => {
        if (cause.code !== 'EPIPE') throw cause;
      });
    }
    return new Output(process.stdout, process.stderr);
  }

  /** The result: an object with --json, otherwise lines. */
  result(json: boolean, value: unknown, lines: readonly string[]): void {
    const text = json ? asciiControls(JSON.stringify(value, null, 2)) : lines.map(plain).join('\n');
    if (text !== '') this.#write(this.#out, `${text}\n`);
  }

  /** What was done without a result of its own: said as a message; with --json its facts are the result. */
  done(json: boolean | undefined, facts: object, text: string): void {
    this.note(text);
    if (json === true) this.result(true, facts, []);
  }

  note(text: string): void {
    if (this.#held) this.#held.push(text);
    else this.#write(this.#err, `${plain(text)}\n`);
  }

  raw(text: string): void {
    this.#write(this.#out, text);
  }

  /** First line: the stable code for scripts; then what happened, what was kept, what to do. */
  error({ code, what, kept, todo, place }: ErrorReport): void {
    const before = this.#held ?? [];
    this.#held = null;
    this.note(`错误代码: ${code}`);
    this.note(what);
    const where = [place?.file, place?.sheet, place?.cell, place?.unit, place?.item, place?.field].filter(
      Boolean,
    );
    if (where.length > 0) this.note(`位置：${where.join(' ')}`);
    this.note(`保留情况：${kept}`);
    this.note(`处理办法：${todo}`);
    for (const text of before) this.note(text);
  }

  /** Findings about a table, each with sheet and cell. */
  problems(problems: readonly TableProblem[]): void {
    for (const { severity, code, sheet, cell, message, remedy } of problems) {
      this.note(
        `[${SEVERITIES[severity]}] ${[sheet, cell].filter(Boolean).join(' ')} ${code}: ${message} ${remedy}`.trimEnd(),
      );
    }
  }

  /** Resolves when everything said has left the process: an exit before that would cut it off. */
  async flush(): Promise<void> {
    const held = this.#held ?? [];
    this.#held = null;
    for (const text of held) this.note(text);
    await Promise.all(this.#pending);
  }

  #write(sink: Sink, text: string): void {
    const written = new Promise<void>((resolve) => {
      // A reader that went away (`| head`) is no failure of the command.
      sink.write(text, () => resolve());
    });
    this.#pending.add(written);
    void written.then(() => this.#pending.delete(written));
  }
}

/** What moves the cursor, hides or turns text around on a terminal: names and notes come from strangers' packages. */
const CONTROL = /(?![\n\t])\p{Cc}|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** A text as one line of ours: what follows a line end within it cannot pass for the next. */
function plain(text: string): string {
  return text.replace(/\r?\n/g, '\n  ').replace(CONTROL, '\ufffd');
}

/** JSON says the same with these escaped; all others it escapes itself. */
function asciiControls(json: string): string {
  return json.replace(/[\u007f-\u009f]/g, (each) => `\\u00${each.charCodeAt(0).toString(16)}`);
}

const SEVERITIES: Readonly<Record<TableProblem['severity'], string>> = {
  error: '错误',
  warning: '提醒',
  assumption: '说明',
};
