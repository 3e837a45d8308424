/** As Redis itself says it: 18.50M. */
export const bytes = (count: number): string => `${(count / 1024 / 1024).toFixed(2)}M`;
