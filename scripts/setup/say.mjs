/**
 * Something only the person at the machine can put right. Its message already says what happened and
 * what to do, so it is printed without a stack.
 */
export class SetupError extends Error {
  /**
   * @param {string} chinese
   * @param {string} english
   */
  constructor(chinese, english) {
    super(`${chinese}\n${english}`);
    this.name = 'SetupError';
  }
}

/**
 * One line of progress, in Chinese and English, on stderr: stdout belongs to the tool that is run.
 * @param {string} chinese
 * @param {string} english
 */
export function say(chinese, english) {
  process.stderr.write(`[faheng] ${chinese} / ${english}\n`);
}

/**
 * Runs the body of a script: a `SetupError` ends it with exit code 2 and its own words, anything else
 * with code 1 and a stack.
 * @param {() => Promise<number | void>} body answers the exit code; nothing means 0
 */
export async function runScript(body) {
  try {
    process.exitCode = (await body()) ?? 0;
  } catch (cause) {
    const known = cause instanceof SetupError;
    process.stderr.write(
      `\n${known ? cause.message : cause instanceof Error ? cause.stack : String(cause)}\n`,
    );
    process.exitCode = known ? 2 : 1;
  }
}
