import type { Result } from '../harness/result.ts';
import { allureFacts } from './allure-facts.ts';

/** What allure-vitest's reporter reads from `task.meta.allureRuntimeMessages`; its set-up file is left out, since it leaks matcher values. */
export type AllureMessage = { type: 'metadata'; data: ReturnType<typeof allureFacts> };

export const allureMessages = (result: Result): AllureMessage[] => [{ type: 'metadata', data: allureFacts(result) }];
