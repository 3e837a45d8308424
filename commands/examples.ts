/** What `--help` shows of each command beside its options. */
export const examples = {
  ask: `
Examples:
  ./medcor-verify --stack processes              start a stack, ask everything but load, end it
  ./medcor-verify --target production --tier smoke --safety canary
  ./medcor-verify mcp --target staging --tier deep    what takes minutes, too
  ./medcor-verify --target production --wait 120s    while its services come up one after the other
  ./medcor-verify health --api https://api.example.org/
  ./medcor-verify mcp queue --target staging --safety canary
  ./medcor-verify --only 'queue.*' --json        the running stack (see up), as JSON
  ./medcor-verify load --stack processes

Exit codes: 0 verified, 1 violated, 2 wrong usage, 3 incomplete, 4 residue, 130/143 interrupted.`,
  load: `
Examples:
  ./medcor-verify load --stack processes         a stack of our own, started for it
  ./medcor-verify load --target staging --safety probe
  ./medcor-verify explain load --target staging --safety probe    how many requests that is; sends nothing

It asks for the health documents, the list of appointments and a read-only tool, some times a second, until enough is known (k6).
Exit codes: 0 verified, 1 violated, 2 wrong usage, 3 incomplete, 4 residue, 130/143 interrupted.`,
  up: `
Examples:
  ./medcor-verify up                             then ask it with ./medcor-verify health
  ./medcor-verify up --install                   get what a stack lacks first
  ./medcor-verify up --name staging              another one beside it: ./medcor-verify --target up:staging asks it
  ./medcor-verify up --fault worker-frozen       to see what that looks like
  ./medcor-verify up --json > stack.json         for a script (docs/schemas/up.schema.json); holds secrets

Exit codes: 0 it is up, 2 wrong usage (one is up already), 3 it could not be started, 130/143 interrupted.`,
  down: `
Examples:
  ./medcor-verify down                           nothing happens where no stack is up
  ./medcor-verify down --name staging            the one that was started by up --name staging
  ./medcor-verify down --all                     every one that was started from this folder

Exit codes: 0 what was meant is not up any more, 2 wrong usage, 3 trouble of our own.`,
  status: `
Examples:
  ./medcor-verify status                         every stack that is up
  ./medcor-verify status --name staging --json   for a script (docs/schemas/status.schema.json); without secrets
  ./medcor-verify status && ./medcor-verify health

A service that has died is told with how and when; nothing is started again, since that would hide it from the next run.
Exit codes: 0 up and whole, 3 none is up (of that name), or a service has died.`,
  explain: `
Examples:
  ./medcor-verify explain --target production --tier smoke     before the first run against it
  ./medcor-verify explain queue --stack processes              starts no stack
  ./medcor-verify explain --target staging --json              for a script (docs/schemas/explain.schema.json)

Exit codes: 0 explained, 2 wrong usage.`,
  list: `
Examples:
  ./medcor-verify list queue                     the checks of an area
  ./medcor-verify list --tier smoke --severity critical
  ./medcor-verify list --faults --only 'mcp.*'   what turns these checks red
  ./medcor-verify list --json                    for a script (docs/schemas/list.schema.json)`,
  doctor: `
Examples:
  ./medcor-verify doctor --install --for stack   get what a stack of our own lacks
  ./medcor-verify doctor --target staging        what of it can be reached from here; nothing is changed there
  ./medcor-verify doctor --api https://api.example.org/ --ca corporate.pem --resolve api.example.org:443:10.0.0.7
  ./medcor-verify doctor --target staging --json for a script (docs/schemas/doctor.schema.json)

Exit codes: 0 all is here (with a target: all is reached), 3 something is not, 2 wrong usage.`,
  init: `
Examples:
  ./medcor-verify init                           asks for what it needs
  ./medcor-verify init --name staging --api https://staging.example.org/ --broker env:STAGING_BROKER \\
      --signing-key env:STAGING_JWT_KEY --tenant hospital-north --other-tenant hospital-south --furthest-safety canary
  ./medcor-verify init deploy/production.ts --name production --api https://api.example.org/

It names the variables that must hold secrets, and writes none. Exit codes: 0 written, 2 wrong usage.`,
  watch: `
Examples:
  ./medcor-verify watch --target production --tier smoke
  ./medcor-verify watch health --target staging --every 1m --metrics /var/lib/node_exporter/medcor.prom
  ./medcor-verify watch --target staging --runs 20 --json     a JSON text a line (docs/schemas/watch.schema.json)

Ctrl-C ends it with the exit code of the last run: 0 verified, 1 violated, 3 incomplete, 4 residue.`,
  top: `
Examples:
  ./medcor-verify top --target staging
  ./medcor-verify top health queue               the running stack (see up)`,
  compare: `
Examples:
  ./medcor-verify compare previous               the newest run with the one before it on the same target
  ./medcor-verify compare release-1.4/results.json latest
  ./medcor-verify compare 2026-11-22T10-10-04-123Z latest --factor 1.5 --floor 100ms --json

Worse is what was proven before and is not now, what fails newly, and what became slower.
Exit codes: 0 nothing got worse, 1 something did, 2 wrong usage.`,
  sweep: `
Examples:
  ./medcor-verify sweep                          this machine and the running stack; tells what is left in targets
  ./medcor-verify sweep --target staging         and removes it from there, as far as its profile allows canaries

Exit codes: 0 nothing is left, 4 something is (what, where, and how to remove it by hand), 2 wrong usage.`,
  prove: `
Examples:
  ./medcor-verify prove                          the healthy system, then every fault
  ./medcor-verify prove worker-frozen            one fault
  ./medcor-verify prove --area mcp --area queue
  ./medcor-verify prove --changed main           what this branch has changed

Exit codes: 0 proven (or nothing to prove), 1 not proven, 2 wrong usage, 3 trouble of our own.`,
} as const;
