import type { z } from 'zod';

/** The fields that a schema knows at a path of a value, for the nearest one to a misspelt field. */
export function fieldsAt(schema: z.ZodType, path: readonly string[], value: unknown): string[] {
  let inside: z.ZodType | undefined = schema;
  for (const key of path) inside = stepInto(inside, key);
  return inside
    ? [
        ...new Set(
          objectsIn(inside)
            .filter(fits(value))
            .flatMap((each) => Object.keys(each)),
        ),
      ]
    : [];
}

type Definition = {
  type: string;
  shape?: Record<string, z.ZodType>;
  innerType?: z.ZodType;
  valueType?: z.ZodType;
  element?: z.ZodType;
  options?: z.ZodType[];
};

const definitionOf = (schema: z.ZodType): Definition => schema.def;

function stepInto(schema: z.ZodType | undefined, key: string): z.ZodType | undefined {
  if (schema === undefined) return undefined;
  const { shape, innerType, valueType, element, options = [] } = definitionOf(schema);
  if (innerType) return stepInto(innerType, key);
  return shape?.[key] ?? valueType ?? element ?? options.map((option) => stepInto(option, key)).find(Boolean);
}

/** The shapes that an object may have there: several where the schema is a choice. */
function objectsIn(schema: z.ZodType): Record<string, z.ZodType>[] {
  const { shape, innerType, options } = definitionOf(schema);
  if (innerType) return objectsIn(innerType);
  return shape ? [shape] : (options ?? []).flatMap(objectsIn);
}

/** Of the shapes that name their kind, the one that the value says it is. */
const fits =
  (value: unknown) =>
  ({ kind }: Record<string, z.ZodType>): boolean =>
    kind === undefined || kind.safeParse((value as { kind?: unknown } | undefined)?.kind).success;
