import { expect, inject, test, vi } from 'vitest';
import { openStack } from './open-stack.ts';
import { privateState } from './test-harness/private-state.ts';
import { script, stubPrograms } from './test-harness/stub-programs.ts';

test('a frozen program is ended, and one that does not listen to TERM either', async () => {
  await using state = await privateState();
  vi.stubEnv('TMPDIR', state.folder);
  const deaf = 'process.on(\'SIGTERM\', () => {}); setInterval(() => {}, 1000); console.log(\'{"msg":"ready"}\')';
  {
    await using stack = await openStack({
      services: inject('services'),
      fault: 'worker-frozen',
      plan: (plan, addresses) => ({ ...stubPrograms(plan, addresses), worker: script(deaf) }),
    });
    process.kill(stack.services['api']!.pid, 'SIGSTOP');
    process.kill(stack.services['redis']!.pid, 'SIGSTOP');
    process.kill(stack.services['nginx']!.pid, 'SIGSTOP');
  }
  expect(await state.leftovers()).toEqual([]);
});
