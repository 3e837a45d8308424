type Room = {
  columns: number | undefined;
  indent: number;
  /** What stays together, with the spaces before it. */
  piece?: RegExp;
};

/** Breaks a text at its spaces so that each line fits into the columns left after `indent`; a longer word stays whole, and copyable. */
export function wrap(text: string, { columns, indent, piece = word }: Room): string[] {
  if (columns === undefined) return [text];
  const room = Math.max(columns - indent, narrowest);
  const lines: string[] = [];
  let line = '';
  for (const [next = ''] of text.matchAll(piece)) {
    if (line !== '' && widthOf(line + next) > room) {
      lines.push(line);
      // The spaces are kept, except where the line breaks.
      line = next.trimStart();
    } else line += next;
  }
  return [...lines, line];
}

const word = / *[^ ]+/g;

/** Words that only one space parts: "5.0 s" stays on its line. */
export const phrase = / *[^ ]+(?: [^ ]+)*/g;

/** Narrower than that a column of text is no text. */
const narrowest = 20;

/** How many columns a text takes on a terminal. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += zeroWidth.test(character) ? 0 : doubleWidth.test(character) ? 2 : 1;
  return width;
}

const zeroWidth = /^[\p{Mn}\p{Me}\p{Cf}]/u;
const doubleWidth =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\uff01-\uff60]/u;
