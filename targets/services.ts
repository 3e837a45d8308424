/** How the services behind the surfaces can be asked on the machine that they run on. Plain data like the rest of a deployment. */
export type Services = {
  /** The machine that asks, or one that ssh reaches: `ssh://deploy@app1.example.org:2222`, or a Host of ssh's configuration. */
  on: 'this-machine' | `ssh://${string}`;
  /** A file as ssh_config(5) has it, in place of the user's own: hosts, keys, known hosts. */
  sshConfig?: string;
  /** systemd units by their full names. */
  units?: readonly string[];
  compose?: ComposeProject;
};

export type ComposeProject = {
  project: string;
  /** Those of which each must have a container that runs; where absent, its own file says which there are. */
  services?: readonly string[];
  /** Those that need not run, as one for debugging. */
  optional?: readonly string[];
};

/** Where ssh goes to; whatever is absent stands in ssh's configuration. */
export type SshAddress = { host: string; user?: string; port?: string };

/**
 * The parts of `ssh://user@host:port`; undefined for anything else. None of them can be taken for an option of ssh or end a word of a
 * shell, and there is no place for a password: ssh takes none from a program.
 */
export function sshAddressIn(text: string): SshAddress | undefined {
  const [matched, user, host = '', inBrackets, port] =
    /^ssh:\/\/(?:([\w.][\w.-]*)@)?([A-Za-z\d][\w.-]*|\[([A-Fa-f\d:.]+)\])(?::(\d{1,5}))?\/?$/.exec(text) ?? [];
  if (matched === undefined) return undefined;
  return { host: inBrackets ?? host, ...(user === undefined ? {} : { user }), ...(port === undefined ? {} : { port }) };
}

/** Where the services are asked, for a person. */
export const placeOf = ({ on }: Pick<Services, 'on'>): string => {
  const address = sshAddressIn(on);
  return address ? address.host : 'this machine';
};

/** Why systemd has no one unit of this name, of the kinds that run or start something: "is …"; none that a shell or an option could be made of. */
export function whyNoUnit(name: string): string | undefined {
  if (/^[A-Za-z\d_@.:-]*[*?[]/.test(name))
    return `is a pattern, and one that matches nothing would miss nothing: name each unit (systemctl list-units 'PATTERN' shows them), e.g. celery@1.service`;
  if (/@\.\w+$/.test(name)) return 'is a template, of which nothing runs: name its instances, e.g. celery@1.service';
  return /^[A-Za-z\d_][\w:.@-]*\.(?:service|socket|timer|path|target|mount)$/.test(name)
    ? undefined
    : 'is no full name of a systemd unit: give it with its kind, e.g. celery.service';
}

/** As Compose has it. */
export const isComposeName = (name: string): boolean => /^[a-zA-Z\d][\w.-]*$/.test(name);
