/** The health document of the API (/api/health/) and of the MCP server (/health/): 200 when all is `ok`, else 503. */
export type HealthDocument = {
  status: 'ok' | 'down';
  version: string;
  commit: string;
  /** Each dependency as the program itself sees it; `culprit` names the first that is down. */
  dependencies: Partial<Record<Dependency, { status: 'ok' | 'down'; latencyMs: number; error?: string }>>;
  culprit?: Dependency;
};

export type Dependency = 'database' | 'cache' | 'broker';

export const dependenciesOf = {
  api: ['database', 'cache', 'broker'],
  mcp: ['database', 'cache'],
} as const satisfies Record<string, readonly Dependency[]>;

/** A program asks its dependencies in parallel and gives each this long. */
export const dependencyDeadlineMs = 1000;

/** A dependency at hand answers in milliseconds; one that takes half of the deadline is about to be called down. */
export const dependencyBudgetMs = 500;

/** So many may ask at once: balancers, monitors and people do when something is wrong. */
export const simultaneousAsks = 20;

export const healthPaths = { api: '/api/health/', mcp: '/health/' } as const;
