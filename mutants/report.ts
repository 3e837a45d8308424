/** What we read of Stryker's report (the schema is called mutation-testing-report-schema). Lines and columns begin with 1. */
export type Report = { files: Readonly<Record<string, { source: string; mutants: readonly Mutant[] }>> };

export type Mutant = {
  mutatorName: string;
  replacement: string;
  location: { start: Position; end: Position };
  status: 'Killed' | 'Timeout' | 'Survived' | 'NoCoverage' | 'RuntimeError' | 'CompileError' | 'Ignored' | 'Pending';
};

type Position = { line: number; column: number };
