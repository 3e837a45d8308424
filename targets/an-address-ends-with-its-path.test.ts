import { expect, test } from 'vitest';
import { resolveTarget } from './resolve-target.ts';
import { targetFromFlags } from './target-from-flags.ts';

const resolved = (flags: Parameters<typeof targetFromFlags>[0]) => resolveTarget(targetFromFlags(flags), {});

// Joined to a path, the last part of the address would go with what is behind it: "/staging#/login" asked "/".
test.for(['https://example.org/staging#/login', 'https://example.org/staging?lang=de', 'https://example.org/#'])(
  '%s is refused',
  (api) => {
    expect(() => resolved({ api })).toThrow(
      'The address of the api of "the given addresses" (--api) has a "?" or a "#" in it, and must end with its path. Leave out the rest.',
    );
  },
);

test('an address with a path is joined behind it, a service may have parameters', () => {
  const { surfaces } = resolved({
    api: 'https://example.org/staging',
    database: 'postgres://db/medcor?sslmode=require',
  });
  expect(surfaces.api).toEqual({ url: 'https://example.org/staging/' });
  expect(surfaces.database).toEqual({ url: 'postgres://db/medcor?sslmode=require' });
});
