/** Aborts on the first Ctrl-C or SIGTERM, so that everything begun is ended; then the program exits as the signal says. */
export type Interruption = Disposable & { signal: AbortSignal; exitCode(): number | undefined };

export function interruption(): Interruption {
  const controller = new AbortController();
  let code: number | undefined;
  const listen = (name: 'SIGINT' | 'SIGTERM', exitCode: number) => {
    const onSignal = () => {
      code ??= exitCode;
      controller.abort(new Error(`interrupted by ${name}`));
    };
    process.on(name, onSignal);
    return () => process.off(name, onSignal);
  };
  const forget = [listen('SIGINT', 130), listen('SIGTERM', 143)];
  return {
    signal: controller.signal,
    exitCode: () => code,
    [Symbol.dispose]() {
      for (const each of forget) each();
    },
  };
}
