import { setTimeout as pause } from 'node:timers/promises';
import type { FaultOn } from './fault-on.ts';
import { endedBy } from './inflicting.ts';

/** A machine that systemd runs, with a project of Compose beside it, as their administrator has them in hand. */
export type MachineInHand = {
  /** Runs a command there as root; what that prints. */
  run: (...command: string[]) => Promise<string>;
  project: {
    compose: (...words: string[]) => Promise<void>;
    /** Calls Compose on jobs of the same names, which end at once and well. */
    composeJobs: (...words: string[]) => Promise<void>;
    inspect: (
      service: string,
    ) => Promise<{ RestartCount: number; State: { Status: string; Health?: { Status: string } } }>;
  };
};

/** Inflicted on a machine that is up; the end of it makes the machine well again. */
type InflictOnMachine = (machine: MachineInHand) => Promise<AsyncDisposable>;

const unit = 'celery.service';

const deathsOfCelery = '/tmp/deaths-of-celery';

export const machineFaults: Readonly<Record<FaultOn<'machine'>, InflictOnMachine>> = {
  'unit-is-missing': async ({ run }) => {
    const file = `/etc/systemd/system/${unit}`;
    await run('sh', '-c', `systemctl stop ${unit} && mv ${file} ${file}.gone && systemctl daemon-reload`);
    return endedBy(async () => {
      await run('sh', '-c', `mv ${file}.gone ${file} && systemctl daemon-reload && systemctl start ${unit}`);
    });
  },

  'unit-is-stopped': async ({ run }) => {
    await run('systemctl', 'stop', unit);
    return endedBy(async () => void (await run('systemctl', 'start', unit)));
  },

  'unit-fails': async (machine) => {
    const undo = await withSettings(machine, ['ExecStart=', 'ExecStart=/bin/false']);
    await until(async () => (await show(machine, 'ActiveState')) === 'failed');
    return undo;
  },

  'unit-keeps-crashing': async (machine) => {
    // It is up when it is asked, and was not a moment ago.
    const dying = `echo >>${deathsOfCelery}; [ $$(wc -l <${deathsOfCelery}) -gt 2 ] || exit 1; exec sleep infinity`;
    const undo = await withSettings(
      machine,
      ['ExecStart=', `ExecStart=/bin/sh -c "${dying}"`],
      ['StartLimitIntervalSec=0'],
    );
    await until(async () => (await restartsOf(machine)) === 2 && (await show(machine, 'SubState')) === 'running');
    return endedBy(async () => {
      await undo[Symbol.asyncDispose]();
      await machine.run('rm', deathsOfCelery);
    });
  },

  'unit-has-ended': async (machine) => {
    const ending = ['Restart=on-failure', 'RemainAfterExit=yes', 'ExecStart=', 'ExecStart=/bin/true'];
    const undo = await withSettings(machine, ending);
    await until(async () => (await show(machine, 'SubState')) === 'exited');
    return undo;
  },

  'unit-stays-dead': (machine) => withSettings(machine, ['Restart=no']),

  'unit-is-not-enabled': async ({ run }) => {
    await run('systemctl', 'disable', unit);
    return endedBy(async () => void (await run('systemctl', 'enable', unit)));
  },

  'unit-was-killed': async (machine) => {
    await machine.run('systemctl', 'kill', '--signal=KILL', unit);
    await until(async () => (await restartsOf(machine)) === 1 && (await show(machine, 'SubState')) === 'running');
    return endedBy(async () => void (await machine.run('systemctl', 'restart', unit)));
  },

  'unit-logs-errors': async (machine) => {
    const logging = `printf '<3>patient of room 12: secret-of-the-journal\\\\n<3>and once more\\\\n'`;
    const undo = await withSettings(machine, ['ExecStart=', `ExecStart=/bin/sh -c "${logging}; exec sleep infinity"`]);
    const logged = () => machine.run('journalctl', '--unit', unit, '--priority=err', '--output=cat', '--lines=1');
    await until(async () => (await logged()).includes('once more'));
    return undo;
  },

  'container-is-missing': async ({ project }) => {
    await project.compose('rm', '--stop', '--force', 'worker');
    return endedBy(() => project.compose('up', '--detach', 'worker'));
  },

  'container-has-ended': async ({ project }) => {
    await project.compose('stop', 'worker');
    return endedBy(() => project.compose('up', '--detach', 'worker'));
  },

  // It is up when it is asked, and was not a moment ago.
  'container-keeps-crashing': (machine) => letDie(machine, 2),

  'project-is-stopped': async ({ project }) => {
    await project.composeJobs('up', '--detach');
    const hasEnded = async (service: string) => (await project.inspect(service)).State.Status === 'exited';
    await until(async () => (await hasEnded('web')) && (await hasEnded('worker')));
    return endedBy(async () => {
      await project.compose('up', '--detach');
      await until(async () => (await project.inspect('web')).State.Health?.Status === 'healthy');
    });
  },

  'container-is-unhealthy': async ({ project }) => {
    await project.compose('exec', '-T', 'web', 'touch', '/tmp/sick');
    const isHealth = (status: string) => async () => (await project.inspect('web')).State.Health?.Status === status;
    await until(isHealth('unhealthy'));
    return endedBy(async () => {
      await project.compose('exec', '-T', 'web', 'rm', '/tmp/sick');
      await until(isHealth('healthy'));
    });
  },

  'container-was-killed': (machine) => letDie(machine, 1),
};

/** Lets the program in the container of the worker die so often, until it is up again. */
async function letDie({ project }: MachineInHand, deaths: number): Promise<AsyncDisposable> {
  await project.compose('exec', '-T', 'worker', 'sh', '-c', `echo ${deaths} >/tmp/deaths`);
  await until(async () => {
    const { RestartCount, State } = await project.inspect('worker');
    return RestartCount === deaths && State.Status === 'running';
  });
  return endedBy(() => project.compose('up', '--detach', '--force-recreate', 'worker'));
}

/** A fault that never shows is told by whoever waits for it: a deadline stands above this. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  const begunMs = performance.now();
  while (!(await holds())) {
    if (performance.now() - begunMs > 60_000) throw new Error('The fault was inflicted and did not show within 60 s.');
    await pause(50);
  }
}

const show = async ({ run }: MachineInHand, property: string): Promise<string> =>
  (await run('systemctl', 'show', `--property=${property}`, '--value', unit)).trim();

const restartsOf = async (machine: MachineInHand): Promise<number> => Number(await show(machine, 'NRestarts'));

/** Starts the unit with other settings than those of its file. */
async function withSettings(
  { run }: MachineInHand,
  ofService: readonly string[],
  ofUnit: readonly string[] = [],
): Promise<AsyncDisposable> {
  const folder = `/run/systemd/system/${unit}.d`;
  const text = ['[Unit]', ...ofUnit, '[Service]', ...ofService, ''].join('\n');
  await run('sh', '-c', `mkdir -p ${folder} && printf '%s' "$1" >${folder}/fault.conf`, 'sh', text);
  // One that cannot live is told by its state.
  const restart = () => run('sh', '-c', `systemctl daemon-reload; systemctl restart ${unit} || true`);
  await restart();
  return endedBy(async () => {
    await run('sh', '-c', `rm -r ${folder} && systemctl reset-failed ${unit}`);
    await restart();
  });
}
