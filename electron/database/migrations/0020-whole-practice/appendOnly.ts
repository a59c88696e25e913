/** Triggers by which a table only ever grows: what stands in it can be neither changed nor taken out. */
export function appendOnly(table: string, code: string): string[] {
  return (['UPDATE', 'DELETE'] as const).map(
    (event) => `CREATE TRIGGER ${table}_no_${event.toLowerCase()} BEFORE ${event} ON ${table}
    BEGIN SELECT RAISE(ABORT, '${code}'); END`,
  );
}
