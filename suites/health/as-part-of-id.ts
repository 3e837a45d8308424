/** A target may call what it depends on by any name; causes are ids, which waivers and proofs compare. */
export const asPartOfId = (name: string): string => (/^[a-z][a-z0-9-]{0,30}$/.test(name) ? name : 'dependency');
