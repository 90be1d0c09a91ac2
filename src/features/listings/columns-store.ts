/** A field and its column carry the same name, one in camelCase and one in snake_case. */
export function columnsFrom(content: object, fields: readonly string[]): Record<string, unknown> {
  const values = content as Record<string, unknown>;
  return Object.fromEntries(fields.map((name) => [columnOf(name), values[name]]));
}

export function fieldsFrom(row: object, fields: readonly string[]): Record<string, unknown> {
  const values = row as Record<string, unknown>;
  return Object.fromEntries(fields.map((name) => [name, values[columnOf(name)]]));
}

function columnOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
