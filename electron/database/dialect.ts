import { pathToFileURL } from 'node:url';
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
} from 'kysely';
import sqlite3 from 'sqlite3';

/**
 * The only module that knows the SQLite driver. sqlite3 is archived upstream; everything else speaks Kysely, so another
 * driver replaces this file alone.
 */
export interface SqliteDialectConfig {
  readonly file: string;
  readonly readOnly: boolean;
  /** For a file on a medium nobody can write to: no lock, no journal, no shared memory beside it. */
  readonly immutable?: boolean;
  /** Run on the fresh connection, before any query: pragmas. */
  readonly onOpen: readonly string[];
}

/** Prepared statements kept for reuse. The app's own queries are a few dozen shapes. */
const STATEMENT_CACHE = 128;

/** sqlite3 binds numbers, strings, null and buffers only. */
function bindable(value: unknown): unknown {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'bigint') return Number(value);
  return value ?? null;
}

/** Reads want rows; inserts, updates and deletes without RETURNING want the number of changes. */
function returnsRows(query: CompiledQuery): boolean {
  const node = query.query;
  if (node.kind === 'SelectQueryNode') return true;
  if (node.kind === 'InsertQueryNode' || node.kind === 'UpdateQueryNode' || node.kind === 'DeleteQueryNode') {
    return node.returning !== undefined;
  }
  return node.kind === 'RawNode';
}

const noTurn = (): void => undefined;

class SqliteConnection implements DatabaseConnection {
  readonly #database: sqlite3.Database;
  readonly #statements = new Map<string, sqlite3.Statement>();

  constructor(database: sqlite3.Database) {
    this.#database = database;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const statement = await this.#prepare(query.sql);
    const parameters = query.parameters.map(bindable);
    return returnsRows(query) ? this.#all<R>(statement, parameters) : this.#run<R>(statement, parameters);
  }

  // Rows arrive all at once: the driver has no cursor worth using one row at a time.
  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    yield await this.executeQuery<R>(query);
  }

  async exec(script: string): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#database.exec(script, (error) => (error ? reject(error) : resolve()));
    });
  }

  async close(): Promise<void> {
    await Promise.all(
      [...this.#statements.values()].map(
        (statement) => new Promise<void>((done) => statement.finalize(() => done())),
      ),
    );
    this.#statements.clear();
    await new Promise<void>((resolve, reject) => {
      this.#database.close((error) => (error ? reject(error) : resolve()));
    });
  }

  #all<R>(statement: sqlite3.Statement, parameters: unknown[]): Promise<QueryResult<R>> {
    return new Promise((resolve, reject) => {
      statement.all(parameters, (error: Error | null, rows: R[]) => {
        if (!error) return resolve({ rows });
        // A read that failed half-way would keep its snapshot and hold checkpoints back.
        statement.reset(() => reject(error));
      });
    });
  }

  #run<R>(statement: sqlite3.Statement, parameters: unknown[]): Promise<QueryResult<R>> {
    return new Promise((resolve, reject) => {
      statement.run(parameters, function (this: sqlite3.RunResult, error: Error | null) {
        if (!error) {
          return resolve({ rows: [], numAffectedRows: BigInt(this.changes), insertId: BigInt(this.lastID) });
        }
        // A write that failed half-way would keep its snapshot too, and every later transaction be refused as busy.
        statement.reset(() => reject(error));
      });
    });
  }

  async #prepare(text: string): Promise<sqlite3.Statement> {
    const known = this.#statements.get(text);
    if (known) {
      this.#statements.delete(text);
      this.#statements.set(text, known);
      return known;
    }
    const statement = await new Promise<sqlite3.Statement>((resolve, reject) => {
      const prepared: sqlite3.Statement = this.#database.prepare(text, (error: Error | null) =>
        error ? reject(error) : resolve(prepared),
      );
    });
    this.#statements.set(text, statement);
    if (this.#statements.size > STATEMENT_CACHE) {
      const [oldest] = this.#statements;
      if (oldest) {
        this.#statements.delete(oldest[0]);
        oldest[1].finalize();
      }
    }
    return statement;
  }
}

/** One connection, handed to one user at a time: a write from another call can never land inside someone's transaction. */
class SqliteDriver implements Driver {
  readonly #config: SqliteDialectConfig;
  #connection: SqliteConnection | null = null;
  #turn: Promise<void> = Promise.resolve();
  #release = noTurn;

  constructor(config: SqliteDialectConfig) {
    this.#config = config;
  }

  async init(): Promise<void> {
    const { file, readOnly, immutable, onOpen } = this.#config;
    const mode = readOnly
      ? sqlite3.OPEN_READONLY | (immutable ? sqlite3.OPEN_URI : 0)
      : sqlite3.OPEN_READWRITE | sqlite3.OPEN_CREATE | sqlite3.OPEN_FULLMUTEX;
    const name = immutable ? `${pathToFileURL(file).href}?immutable=1` : file;
    const database = await new Promise<sqlite3.Database>((resolve, reject) => {
      const opened = new sqlite3.Database(name, mode, (error) => (error ? reject(error) : resolve(opened)));
    });
    const connection = new SqliteConnection(database);
    try {
      for (const pragma of onOpen) await connection.exec(pragma);
    } catch (cause) {
      // Kysely does not destroy a driver whose init failed: the file would stay open (and locked on Windows).
      await connection.close();
      throw cause;
    }
    this.#connection = connection;
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#turn;
    let release = noTurn;
    this.#turn = new Promise((resolve) => {
      release = resolve;
    });
    await before;
    if (!this.#connection) {
      release();
      throw new Error('the database is closed');
    }
    this.#release = release;
    return this.#connection;
  }

  async releaseConnection(): Promise<void> {
    this.#release();
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    // IMMEDIATE: the write lock is taken here, where waiting is harmless, not at the first write.
    await connection.executeQuery(CompiledQuery.raw(this.#config.readOnly ? 'BEGIN' : 'BEGIN IMMEDIATE'));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('COMMIT'));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await connection.executeQuery(CompiledQuery.raw('ROLLBACK'));
    } catch (cause) {
      // A full or failing disk makes SQLite roll back by itself; what stopped the transaction is the news, not this.
      if (!(cause instanceof Error && cause.message.includes('no transaction is active'))) throw cause;
    }
  }

  /** Whoever has the connection, or waits for it already, finishes first. */
  async destroy(): Promise<void> {
    if (!this.#connection) return;
    await this.acquireConnection();
    const connection = this.#connection;
    this.#connection = null;
    this.#release();
    await connection.close();
  }
}

/** Kysely's SQLite dialect over the sqlite3 package. */
export function sqliteDialect(config: SqliteDialectConfig): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new SqliteDriver(config),
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}
