/** What may begin, the lowest rank first. */
export type ReadyQueue<Item> = { add: (item: Item) => void; take: () => Item | undefined };

export function readyQueue<Item>(rankOf: (item: Item) => number): ReadyQueue<Item> {
  // The best stands last, where it is taken from at no cost.
  const items: Item[] = [];
  return {
    add(item) {
      const rank = rankOf(item);
      let from = 0;
      let to = items.length;
      while (from < to) {
        const middle = (from + to) >> 1;
        if (rankOf(items[middle] as Item) > rank) from = middle + 1;
        else to = middle;
      }
      items.splice(from, 0, item);
    },
    take: () => items.pop(),
  };
}
