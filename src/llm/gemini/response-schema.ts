import type {JsonSchema} from '../../ports/index.ts';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Deeper schemas are refused by the service; what is deeper is left to the validation afterwards. */
const maxDepth = 8;
/** Long lists of allowed words make the service refuse a schema; they are then told in words. */
const maxEnum = 60;

function target(root: JsonSchema, reference: string): unknown {
  if (reference === '#') return root;
  return reference
    .replace(/^#\//u, '')
    .split('/')
    .reduce<unknown>(
      (at, key) => (isRecord(at) ? at[key.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined),
      root,
    );
}

const wordsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

/** Several shapes as one: the service has no unions, so an object with the keys of all, of which only common ones are required. */
function flattened(shapes: readonly Record<string, unknown>[]): Record<string, unknown> {
  const objects = shapes.filter((shape) => isRecord(shape['properties']));
  if (objects.length < shapes.length || objects.length === 0) {
    const kinds = new Set(shapes.map((shape) => shape['type']));
    // Shapes of one type: the first without its limits says enough. Of several: text holds them all.
    if (kinds.size === 1 && shapes.every((shape) => 'enum' in shape)) {
      return {...shapes[0], enum: [...new Set(shapes.flatMap((shape) => wordsOf(shape['enum'])))]};
    }
    return kinds.size === 1 ? {...shapes[0]} : {type: 'string'};
  }
  const properties: Record<string, unknown> = {};
  for (const {properties: own} of objects) {
    if (!isRecord(own)) continue;
    for (const [key, shape] of Object.entries(own)) {
      const known = properties[key];
      properties[key] = isRecord(known) && isRecord(shape) ? flattened([known, shape]) : shape;
    }
  }
  const [first, ...rest] = objects.map((shape) => wordsOf(shape['required']));
  const required = (first ?? []).filter((key) => rest.every((keys) => keys.includes(key)));
  return {type: 'object', properties, required};
}

function converted(
  schema: unknown,
  root: JsonSchema,
  depth: number,
  seen: readonly string[],
): Record<string, unknown> {
  if (!isRecord(schema) || depth > maxDepth) return {type: 'string'};
  const {description} = schema;
  // Marks that Remotion's zod types leave for its Studio say nothing to a model.
  const isSaid = typeof description === 'string' && !description.startsWith('__remotion');
  const described = isSaid ? {description} : {};
  const reference = schema['$ref'];
  if (typeof reference === 'string') {
    if (seen.includes(reference)) return {type: 'string', ...described};
    return {...converted(target(root, reference), root, depth, [...seen, reference]), ...described};
  }
  const go = (inner: unknown) => converted(inner, root, depth + 1, seen);
  const types = Array.isArray(schema['type'])
    ? schema['type'].filter((type) => typeof type === 'string')
    : [];
  if (types.length > 0) {
    const rest = types.filter((type) => type !== 'null');
    const inner = converted({...schema, type: rest[0] ?? 'string'}, root, depth, seen);
    return {...inner, ...(rest.length < types.length ? {nullable: true} : {})};
  }
  const choices = schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(choices)) {
    const isNull = (choice: unknown) => isRecord(choice) && choice['type'] === 'null';
    const shapes = choices
      .filter((choice) => !isNull(choice))
      .map((choice) => converted(choice, root, depth, seen));
    const [only] = shapes;
    return {
      ...(shapes.length === 1 && only ? only : flattened(shapes)),
      ...described,
      ...(choices.some(isNull) ? {nullable: true} : {}),
    };
  }
  if (Array.isArray(schema['allOf'])) {
    const shapes = schema['allOf'].map((part) => converted(part, root, depth, seen));
    const merged = flattened(shapes);
    const required = [...new Set(shapes.flatMap((shape) => wordsOf(shape['required'])))];
    return {...merged, ...('properties' in merged ? {required} : {}), ...described};
  }
  const allowed = 'const' in schema ? [schema['const']] : schema['enum'];
  if (Array.isArray(allowed)) {
    const words = allowed.filter((word) => typeof word === 'string');
    if (words.length === allowed.length) {
      return words.length <= maxEnum
        ? {type: 'string', format: 'enum', enum: words, ...described}
        : {type: 'string', description: `One of: ${words.join(', ')}`.slice(0, 4000)};
    }
    // Only words can be listed; other constants are told in words.
    const kind = typeof allowed[0];
    const type = kind === 'number' ? 'number' : kind === 'boolean' ? 'boolean' : 'string';
    return {type, description: `One of: ${allowed.map((word) => JSON.stringify(word)).join(', ')}`};
  }
  switch (schema['type']) {
    case 'object': {
      const properties = isRecord(schema['properties']) ? schema['properties'] : {};
      const keys = Object.keys(properties);
      // An object without keys is refused, and so is one of any keys: it is asked for as JSON in a text.
      if (keys.length === 0) return {type: 'string', ...described};
      return {
        type: 'object',
        properties: Object.fromEntries(Object.entries(properties).map(([key, inner]) => [key, go(inner)])),
        required: wordsOf(schema['required']).filter((key) => keys.includes(key)),
        ...described,
      };
    }
    case 'array': {
      const items =
        schema['items'] ?? (Array.isArray(schema['prefixItems']) ? schema['prefixItems'][0] : undefined);
      return {type: 'array', items: go(items), ...described};
    }
    case 'integer':
      return {type: 'integer', ...described};
    case 'number':
      return {type: 'number', ...described};
    case 'boolean':
      return {type: 'boolean', ...described};
    default:
      return {type: 'string', ...described};
  }
}

/** Zod's JSON Schema holds what the service does not take; limits are dropped and checked afterwards. */
export function responseSchemaOf(schema: JsonSchema): Readonly<Record<string, unknown>> {
  return converted(schema, schema, 0, []);
}
