/** By hand, with the set trixie: engines beside the one of the table above. */
export const engines = [
  [
    'Docker 20.10.24 as root',
    'as in the table, and `make containers`',
    'an owner killed with -9: Ryuk removed its 7 containers and its network within 9 s',
  ],
  [
    'Docker 20.10.24 without root (rootlesskit 1.1.0, slirp4netns 1.2.0)',
    'health, api, mcp, queue: verified, 55 of 65 passed',
    'the same, within 15 s; no machine that systemd runs, because it has no control groups on cgroup v1: said in one sentence',
  ],
  [
    'Podman 4.3.1 as root (netavark 1.4.0, runc 1.1.5)',
    'everything but load: verified, 56 of 66 passed, by the same checks on both sets; `make images` of both; of `make containers` all 15 tests of stacks passed',
    'the same, within 12 s, Ryuk privileged; no health of containers, and no machine, because no systemd ran: said in one sentence',
  ],
  [
    'Podman 4.3.1 without root (slirp4netns 1.2.0)',
    'health, api, mcp, queue: verified, 55 of 65 passed',
    'the same, within 16 s; no health of containers and no machine, as above',
  ],
] as const;
