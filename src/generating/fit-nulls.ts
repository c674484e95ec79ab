import type {JsonSchema} from '../ports/index.ts';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function takesNull(schema: unknown): boolean {
  if (!isRecord(schema)) return true;
  const {type} = schema;
  if (type === 'null' || (Array.isArray(type) && type.includes('null')) || schema['nullable'] === true)
    return true;
  const choices = schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(choices)) return choices.some(takesNull);
  return type === undefined && !('enum' in schema) && !('const' in schema) && !('$ref' in schema);
}

/**
 * Leaves out keys that are null where the schema has them optional and not null: how models say "nothing", above all
 * those that must write every key.
 */
export function withoutEmptyKeys(value: unknown, schema: unknown, depth = 0): unknown {
  if (!isRecord(schema) || depth > 60) return value;
  if (Array.isArray(value)) return value.map((item) => withoutEmptyKeys(item, schema['items'], depth + 1));
  const {properties} = schema as JsonSchema;
  if (!isRecord(value) || !isRecord(properties)) return value;
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, item]) => item !== null || required.includes(key) || takesNull(properties[key]))
      .map(([key, item]) => [key, withoutEmptyKeys(item, properties[key], depth + 1)]),
  );
}
