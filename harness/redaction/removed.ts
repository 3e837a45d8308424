/** What stands in a text in place of what was removed from it. */
export const removed = '[removed]';
