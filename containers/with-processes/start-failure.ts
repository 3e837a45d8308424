/** A service of ours did not start. The message is the whole story, for a person; nobody needs the stack. */
export class StartFailure extends Error {
  override readonly name = 'StartFailure';
  readonly service: string;

  constructor(service: string, facts: { happened: string; lastLines?: readonly string[]; cause?: unknown }) {
    const { happened, lastLines = [] } = facts;
    const reason = likelyReason([happened, ...lastLines].join('\n'));
    const said = lastLines.slice(-linesShown).map((line) => `  | ${line}`);
    super(
      [
        `${service} did not start: ${happened}.`,
        ...(reason === undefined ? [] : [reason]),
        ...(said.length === 0 ? ['It said nothing.'] : ['It said last:', ...said]),
      ].join('\n'),
      facts.cause === undefined ? {} : { cause: facts.cause },
    );
    this.service = service;
  }
}

const linesShown = 12;

const likelyReason = (text: string): string | undefined => reasons.find(({ seen }) => seen.test(text))?.sentence;

const reasons = [
  {
    seen: /setting rlimit/i,
    sentence:
      'Likely reason: the container engine raises limits, and this machine withholds the right to (CAP_SYS_RESOURCE).',
  },
  {
    seen: /EADDRINUSE|eaddrinuse|address already in use/i,
    sentence: 'Likely reason: another program listens on its port. Start again: other ports are chosen each time.',
  },
  {
    seen: /could not (create|resize|map|open) (anonymous )?shared memory|shmget|ENOMEM|enomem|cannot allocate memory/i,
    sentence:
      'Likely reason: no room for shared memory. Look at: ipcs -m; df -h /dev/shm; free -m; ./medcor-verify sweep removes what dead stacks left.',
  },
  {
    seen: /ENOSPC|enospc|no space left on device/i,
    sentence: 'Likely reason: the disk is full. Make room (df -h), or set TMPDIR to a folder with room.',
  },
  {
    seen: /\bE(ACCES|PERM)\b|\beacces\b|permission denied|operation not permitted/i,
    sentence:
      'Likely reason: wrong permissions. The file or folder named below must be open to the user who runs this.',
  },
  {
    seen: /ERR_MODULE_NOT_FOUND|MODULE_NOT_FOUND|Cannot find module/,
    sentence: 'Likely reason: a file or package is missing. Install the packages: npm ci',
  },
  {
    seen: /\bENOENT\b|no such file or directory/i,
    sentence: 'Likely reason: a program or file is missing, as named below. ./medcor-verify doctor says how to get it.',
  },
];
