/** The two ways to bring up a stack of our own. */
export const stackKinds = ['processes', 'containers'] as const;
export type StackKind = (typeof stackKinds)[number];
