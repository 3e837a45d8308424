const plurals: Readonly<Record<string, string>> = {
  process: 'processes',
  'System V segment': 'System V segments',
  'claim of port': 'claims of ports',
  folder: 'folders',
  note: 'notes',
  database: 'databases',
  'virtual host': 'virtual hosts',
  container: 'containers',
  network: 'networks',
  volume: 'volumes',
};

/** What was removed, a kind a line: "removed process 12", "removed 3 claims of ports: 20001, 20002, 20003". A thing is its kind and then its name. */
export function sweptLines(things: readonly string[]): string[] {
  const byKind = Map.groupBy(things, (thing) => thing.slice(0, thing.lastIndexOf(' ')));
  return [...byKind].map(([kind, some]) => {
    const names = some.map((thing) => thing.slice(kind.length + 1));
    const [only] = names;
    return names.length === 1
      ? `removed ${kind} ${only}`
      : `removed ${names.length} ${plurals[kind] ?? kind}: ${names.join(', ')}`;
  });
}
