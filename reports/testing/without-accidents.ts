/** A text for a comparison: what differs from run to run (ids, free ports, what was measured) is a word in capitals. */
export const withoutAccidents = (text: string): string =>
  accidents.reduce((told, [accident, word]) => told.replaceAll(accident, word), text);

const accidents: [accident: RegExp, word: string][] = [
  // The start of a run names its folder.
  [/\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z/g, 'RUN'],
  [/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT'],
  // Databases and virtual hosts of stacks that share services.
  [/\bmedcor_[0-9a-f]{8}\b/g, 'medcor_ID'],
  [/\b[0-9a-f]{12}\b/g, 'ID'],
  [/\([0-9a-f]{7}\)/g, '(COMMIT)'],
  // Demands and budgets are whole numbers; what was measured has a tenth.
  [/\d+\.\d (?=m?s\b)/g, 'TIME '],
];
