import { Client } from 'pg';
import { expect, inject, test } from 'vitest';
import type { Stack } from '../containers/stack.ts';
import { openStack } from '../containers/with-processes/open-stack.ts';
import type { Run } from '../harness/run.ts';
import { knownByProfile } from './testing/known-by-profile.ts';

const known = {
  check: 'api.appointment-is-booked-and-removed',
  cause: 'removal-refused',
  reason: 'reminders refer to appointments until release 12',
  until: '2999-12-31',
};

test('what a target keeps is residue, exit 4, until it is gone', async () => {
  await using stack = await openStack({ services: inject('services'), fault: 'removal-is-refused' });
  await using stranger = await knownByProfile(stack.deployment, { waivers: [known] });
  const target = ['--target', stranger.file];

  const { exitCode, stdout } = await stranger.run('api', ...target, '--safety', 'canary');
  expect([exitCode, stdout]).toEqual([4, expect.stringMatching(/^RESIDUE {2}somewhere else/m)]);
  const [ours, ...others] = await appointmentsOfOurs(stack);
  expect(others).toEqual([]);
  expect(stdout).toMatch(
    / {2}residue {3}an appointment of no patient at http:\S+ \(medcor-verify-\S+\), created by this run/,
  );
  expect(stdout).toContain('is not proven removed: DELETE /api/appointments/{id}/ is answered with 500.');
  expect(stdout).toContain(`curl -X DELETE -H "Authorization: Bearer $TOKEN"`);
  expect(stdout).toContain(`/api/appointments/${ours?.id}/`);

  const again = await stranger.run('health', ...target, '--safety', 'canary', '--json');
  expect(JSON.parse(again.stdout)).toMatchObject({
    word: 'residue',
    words: ['residue'],
    exitCode: 4,
  } satisfies Partial<Run>);

  expect((await stranger.run('sweep', ...target)).exitCode).toBe(4);
  await inDatabase(stack, 'delete from appointments where id = $1', [ours?.id]);
  // At once, though the API's list comes from a cache for a second.
  const swept = await stranger.run('sweep', ...target);
  expect(swept).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('removed what an earlier run left') });
  expect(await stranger.ledgers()).toEqual({});
});

test('a profile that names no doctor for canaries has nothing booked', async () => {
  await using stack = await openStack({ services: inject('services') });
  await using stranger = await knownByProfile({ ...stack.deployment, canaries: {} });
  const { stdout } = await stranger.run('api', '--target', stranger.file, '--safety', 'canary', '--json');
  const { results } = JSON.parse(stdout) as Run;
  expect(results.find(({ id }) => id === known.check)).toMatchObject({
    verdict: 'skipped',
    reason: expect.stringContaining('names no doctor with whom a canary may book'),
  });
  expect(await appointmentsOfOurs(stack)).toEqual([]);
});

const appointmentsOfOurs = (stack: Stack) =>
  inDatabase(stack, "select id from appointments where patient_reference like 'medcor-verify-%'");

/** Asks the target itself, past its API. */
async function inDatabase({ deployment }: Stack, query: string, values: unknown[] = []): Promise<{ id: string }[]> {
  const { database } = deployment.surfaces;
  const client = new Client({ connectionString: 'url' in database ? database.url : '' });
  await client.connect();
  const { rows } = await client.query<{ id: string }>(query, values);
  await client.end();
  return rows;
}
