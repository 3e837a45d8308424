type Keyed = Map<unknown, unknown>;

const kept = new WeakMap<object, Keyed>();

/**
 * The part of `Reflect.getMetadata` and its like that @peculiar/x509 builds on and does not bring: what is noted of a class is noted of
 * those that extend it too.
 */
const metadata = {
  defineMetadata(key: unknown, value: unknown, target: object): void {
    kept.set(target, new Map([...(kept.get(target) ?? []), [key, value]]));
  },
  getOwnMetadata: (key: unknown, target: object): unknown => kept.get(target)?.get(key),
  getMetadata(key: unknown, target: object): unknown {
    for (let each: object | null = target; each !== null; each = Object.getPrototypeOf(each) as object | null) {
      if (kept.get(each)?.has(key)) return kept.get(each)?.get(key);
    }
    return undefined;
  },
  hasOwnMetadata: (key: unknown, target: object): boolean => kept.get(target)?.has(key) ?? false,
};

Object.assign(Reflect, metadata);
