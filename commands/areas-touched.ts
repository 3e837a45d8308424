/** What is told by these and decides over no verdict. */
const harmless = [
  /^docs\//,
  /^reports\//,
  /^bench\//,
  /^\.ci\//,
  /^Jenkinsfile$/,
  /^\.gitignore$/,
  /\.md$/,
  /\.test\.ts(\.snap)?$/,
];

/**
 * The areas whose checks may answer otherwise once these files have changed. An area's own suite concerns that area; `everything` is
 * meant wherever anything else is touched that a verdict may depend on, known or not.
 */
export function areasTouched(files: readonly string[], areas: readonly string[]): 'everything' | Set<string> {
  const touched = new Set<string>();
  for (const file of files) {
    if (harmless.some((pattern) => pattern.test(file))) continue;
    const [folder, area, inside] = file.split('/');
    if (folder !== 'suites' || inside === undefined || !areas.includes(area ?? '')) return 'everything';
    touched.add(area as string);
  }
  return touched;
}
