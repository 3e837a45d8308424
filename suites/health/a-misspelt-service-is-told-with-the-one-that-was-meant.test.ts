import { expect, test } from 'vitest';
import { readContainers } from '../../fixtures/machine/container-state.ts';
import { containerLine } from '../../fixtures/testing/container-line.ts';
import { Violation } from '../../harness/violation.ts';
import { answerOrViolation } from '../../harness/answer-or-violation.ts';
import { assertContainersAllThere } from './assert-containers-all-there.ts';

/** What is said of a project that has one container of each of these. */
async function saidOf(found: readonly string[], { names, saidBy }: { names: string[]; saidBy: string }) {
  const lines = found.map((service) => containerLine({ service, name: `/medcor_${service}_1` }));
  const asked = assertContainersAllThere(
    { containers: readContainers(lines.join('\n'), 'app1'), now: new Date(), engine: 'docker' },
    { where: 'app1', project: 'medcor', optional: ['debug'], services: async () => ({ names, saidBy }) },
  );
  const told = await answerOrViolation(asked);
  return told instanceof Violation ? told.facts.cause.sentence : 'nothing';
}

const named = (...names: string[]) => ({ names, saidBy: 'the profile' });
const removed = 'the service mcp-sever has no container: it was removed, or never started';

test('a name that no container has is told with the one that somebody may have meant', async () => {
  expect(await saidOf(['mcp-server', 'web'], named('mcp-sever', 'web'))).toBe(
    `${removed}, or is misspelt. Did you mean "mcp-server"?`,
  );
});

test('what is named beside it, need not run or is named by a file was not meant', async () => {
  expect(await saidOf(['mcp-server', 'web'], named('mcp-sever', 'mcp-server', 'web'))).toBe(removed);
  expect(await saidOf(['debug'], named('debg'))).toBe(removed.replace('mcp-sever', 'debg'));
  expect(await saidOf(['mcp-server'], { names: ['mcp-sever'], saidBy: '/srv/compose.yml' })).toBe(removed);
});
