/** A JSON text as a value. Throws a SyntaxError that says where it breaks off and quotes nothing of it, since a secret may stand there. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const { message } = error as SyntaxError;
    const { excerpt, problem } = (quoting.exec(message)?.groups ?? {}) as { excerpt?: string; problem?: string };
    if (excerpt === undefined) throw error;
    const token = text.indexOf(excerpt) + (message.includes(', ..."') ? charactersBefore : 0);
    const line = text.slice(0, token + 1).split('\n').length;
    // The parser's own error would be told as the cause.
    // oxlint-disable-next-line preserve-caught-error
    throw new SyntaxError(`${problem} near line ${line}`);
  }
}

const charactersBefore = 10;

/** `Unexpected token 'h', ..."oken": hunter2-"... is not valid JSON`: V8 quotes so many characters on both sides. */
const quoting =
  /^(?<problem>Unexpected (?:token|end|string|number|identifier)[^,]*?)(?: '.+?')?, (?:\.\.\.)?"(?<excerpt>[^]*?)"(?:\.\.\.)? is not valid JSON$/;
