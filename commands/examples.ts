/** What `--help` shows of each command beside its options. */
export const examples = {
  ask: `
Examples:
  ./medcor-verify --stack processes              start a stack, ask everything but load, end it
  ./medcor-verify --target production --tier smoke --safety canary
  ./medcor-verify health --api https://api.example.org/
  ./medcor-verify mcp queue --target staging --safety canary
  ./medcor-verify --only 'queue.*' --json        the running stack (see up), as JSON
  ./medcor-verify load --stack processes

Exit codes: 0 verified, 1 violated, 2 wrong usage, 3 incomplete, 4 residue, 130/143 interrupted.`,
  prove: `
Examples:
  ./medcor-verify prove                          the healthy system, then every fault
  ./medcor-verify prove worker-frozen            one fault
  ./medcor-verify prove --area mcp --area queue
  ./medcor-verify prove --changed main           what this branch has changed

Exit codes: 0 proven (or nothing to prove), 1 not proven, 2 wrong usage, 3 trouble of our own.`,
} as const;
