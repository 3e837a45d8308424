import { delimiter } from 'node:path';

/** The folders in which this machine looks for programs, in order. */
export const searchPath = (): readonly string[] => (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
