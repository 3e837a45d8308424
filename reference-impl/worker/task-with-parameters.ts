import { PythonError } from './python-error.ts';
import type { Task } from './tasks.ts';

/** A task that takes exactly these parameters, by position or by name, and otherwise raises the TypeError that Python would. */
export function taskWithParameters(
  functionName: string,
  parameters: readonly string[],
  run: (values: readonly unknown[]) => unknown,
): Task {
  const wrong = (what: string) => new PythonError('TypeError', `${functionName}() ${what}`);
  return (args, kwargs) => {
    for (const name of Object.keys(kwargs)) {
      const position = parameters.indexOf(name);
      if (position === -1) throw wrong(`got an unexpected keyword argument '${name}'`);
      if (position < args.length) throw wrong(`got multiple values for argument '${name}'`);
    }
    if (args.length > parameters.length) {
      throw wrong(
        `takes ${parameters.length} positional ${plural('argument', parameters.length)} but ${args.length} were given`,
      );
    }
    const missing = parameters.slice(args.length).filter((name) => !Object.hasOwn(kwargs, name));
    if (missing.length > 0) {
      throw wrong(
        `missing ${missing.length} required positional ${plural('argument', missing.length)}: ${missing.map((name) => `'${name}'`).join(' and ')}`,
      );
    }
    return run(parameters.map((name, position) => (position < args.length ? args[position] : kwargs[name])));
  };
}

const plural = (word: string, count: number): string => (count === 1 ? word : `${word}s`);
