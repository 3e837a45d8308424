import { check } from '../../fixtures/check.ts';
import type { ContainersClient, ContainerStates } from '../../fixtures/machine/containers-client.ts';
import type { UnitsClient, UnitStates } from '../../fixtures/machine/units-client.ts';

/** One question serves all that judge how units are; a second one asks for the time there, where a unit has been restarted. */
const units = { least: 1, most: 2, sharedAs: 'the units' } as const;

/**
 * Which there are, how they are, the time there where one has been restarted, and up to two sets of files of which services there must
 * be; once more with Podman where there is no Docker.
 */
const containers = { least: 2, most: 8, sharedAs: 'the containers' } as const;

/** What no stack of ours has: its programs are looked after by itself. A machine that systemd runs comes with the faults. */
const ofMachine = { tier: 'full', safety: 'observe', shownByFaultsAlone: true } as const;

/** What keeps us from asking keeps all of these from it: the first one of each kind tells. */
const unitsOf = async ({ units: asked }: { units: UnitsClient }): Promise<UnitStates> =>
  (await import('./leave-to.ts')).leaveTroubleTo('health.units-are-known', asked.states());
const containersOf = async ({ containers: asked }: { containers: ContainersClient }): Promise<ContainerStates> =>
  (await import('./leave-to.ts')).leaveTroubleTo('health.containers-are-all-there', asked.states());

/** Whether what runs the programs keeps them running: systemd and Compose, asked on their own machine. */
export const servicesChecks = [
  check({
    ...ofMachine,
    id: 'health.units-are-known',
    demand: 'Every systemd unit of the deployment must be known to systemd on its machine',
    source: 'guide.services-run-under-systemd',
    severity: 'critical',
    needs: ['units'],
    after: [],
    remedy: 'sudo systemctl status celery.service mcp-server.service rabbitmq-server.service',
    requests: units,
    refutedBy: { 'unit-is-missing': 'unit-unknown' },
    run: async (clients) =>
      (await import('./assert-units-known.ts')).assertUnitsKnown(
        (await clients.units.states()).units,
        clients.units.where,
      ),
  }),
  check({
    ...ofMachine,
    id: 'health.units-are-active',
    demand: 'Every systemd unit of the deployment must be active, and stay so',
    source: 'guide.services-run-under-systemd',
    severity: 'critical',
    needs: ['units'],
    after: [],
    defersTo: ['health.units-are-known'],
    remedy: 'sudo systemctl status celery.service mcp-server.service rabbitmq-server.service',
    requests: units,
    refutedBy: {
      'unit-is-stopped': 'unit-inactive',
      'unit-fails': 'unit-failed',
      'unit-keeps-crashing': 'crash-loop',
      'unit-has-ended': 'unit-exited',
    },
    run: async (clients) =>
      (await import('./assert-units-active.ts')).assertUnitsActive(await unitsOf(clients), clients.units.where),
  }),
  check({
    ...ofMachine,
    id: 'health.units-are-restarted-when-killed',
    demand: 'systemd must start a service again that is killed (Restart=)',
    source: 'guide.services-are-restarted',
    severity: 'major',
    needs: ['units'],
    after: [],
    defersTo: ['health.units-are-known'],
    remedy: 'sudo systemctl edit celery.service ([Service], Restart=always)',
    requests: units,
    refutedBy: { 'unit-stays-dead': 'not-restarted' },
    run: async (clients) =>
      (await import('./assert-units-restarted-when-killed.ts')).assertUnitsRestartedWhenKilled(
        (await unitsOf(clients)).units,
        clients.units.where,
      ),
  }),
  check({
    ...ofMachine,
    id: 'health.units-start-at-boot',
    demand: 'Every systemd unit of the deployment should start by itself when its machine boots',
    source: 'guide.services-are-enabled',
    severity: 'minor',
    needs: ['units'],
    after: [],
    defersTo: ['health.units-are-known'],
    remedy: 'sudo systemctl enable celery.service',
    // How the units are has been asked by then, and what starts them is asked where it is none of the targets of every boot.
    requests: { least: 0, most: 3 },
    refutedBy: { 'unit-is-not-enabled': 'not-enabled' },
    run: async (clients) =>
      (await import('./assert-units-start-at-boot.ts')).assertUnitsStartAtBoot(
        (await unitsOf(clients)).units,
        clients.units,
      ),
  }),
  check({
    ...ofMachine,
    id: 'health.units-have-not-restarted',
    demand: 'No systemd unit of the deployment should have died since it was last started by hand',
    source: 'guide.services-run-under-systemd',
    severity: 'minor',
    needs: ['units'],
    after: [],
    defersTo: ['health.units-are-known', 'health.units-are-active'],
    remedy: 'sudo systemctl status celery.service; sudo journalctl -u celery.service -f',
    requests: units,
    refutedBy: { 'unit-was-killed': 'restarted' },
    run: async (clients) =>
      (await import('./assert-units-not-restarted.ts')).assertUnitsNotRestarted(
        await unitsOf(clients),
        clients.units.where,
      ),
  }),
  check({
    ...ofMachine,
    id: 'health.units-log-no-errors',
    demand: 'No systemd unit of the deployment should have logged an error to the journal since it was last started',
    source: 'guide.services-log-to-the-journal',
    severity: 'minor',
    needs: ['units'],
    after: [],
    defersTo: ['health.units-are-known', 'health.units-are-active'],
    remedy: 'sudo journalctl -u celery.service -p err',
    // How the units are has been asked by then.
    requests: { least: 2, most: 3 },
    refutedBy: { 'unit-logs-errors': 'errors-logged' },
    run: async (clients) =>
      (await import('./assert-no-errors-logged.ts')).assertNoErrorsLogged(await unitsOf(clients), clients.units),
  }),
  check({
    ...ofMachine,
    id: 'health.containers-are-all-there',
    demand: 'Every service of the Compose project must have a container',
    source: 'guide.containers-run',
    severity: 'critical',
    needs: ['containers'],
    after: [],
    remedy: 'docker-compose ps; docker-compose -f docker-compose.prod.yml up -d',
    requests: containers,
    refutedBy: { 'container-is-missing': 'container-missing' },
    run: async (clients) =>
      (await import('./assert-containers-all-there.ts')).assertContainersAllThere(
        await clients.containers.states(),
        clients.containers,
      ),
  }),
  check({
    ...ofMachine,
    id: 'health.containers-are-up',
    demand: 'Every container of the Compose project must run, or have ended well where it is meant to end',
    source: 'guide.containers-run',
    severity: 'critical',
    needs: ['containers'],
    after: [],
    defersTo: ['health.containers-are-all-there'],
    remedy: 'docker-compose ps; docker-compose -f docker-compose.prod.yml up -d',
    requests: containers,
    refutedBy: {
      'container-has-ended': 'container-exited',
      'container-keeps-crashing': 'container-crash-loop',
      'project-is-stopped': 'nothing-runs',
    },
    run: async (clients) => {
      const states = await containersOf(clients);
      const observed = (await import('./assert-containers-up.ts')).assertContainersUp(states, clients.containers);
      await (await import('./refuse-doubtful-ends.ts')).refuseDoubtfulEnds(states, clients.containers);
      return observed;
    },
  }),
  check({
    ...ofMachine,
    id: 'health.containers-are-healthy',
    demand: 'Every container of the Compose project that has a health check must pass it',
    source: 'guide.containers-run',
    severity: 'major',
    needs: ['containers'],
    after: [],
    defersTo: ['health.containers-are-all-there', 'health.containers-are-up'],
    remedy: 'docker-compose ps; docker-compose restart mcp-server',
    requests: containers,
    refutedBy: { 'container-is-unhealthy': 'container-unhealthy' },
    run: async (clients) =>
      (await import('./assert-containers-healthy.ts')).assertContainersHealthy(
        await containersOf(clients),
        clients.containers,
      ),
  }),
  check({
    ...ofMachine,
    id: 'health.containers-have-not-restarted',
    demand: 'No container of the Compose project should have died since it was last started by hand',
    source: 'guide.containers-run',
    severity: 'minor',
    needs: ['containers'],
    after: [],
    defersTo: ['health.containers-are-all-there', 'health.containers-are-up'],
    remedy: 'docker-compose logs --tail=100 mcp-server',
    requests: containers,
    refutedBy: { 'container-was-killed': 'container-restarted' },
    run: async (clients) =>
      (await import('./assert-containers-not-restarted.ts')).assertContainersNotRestarted(
        await containersOf(clients),
        clients.containers,
      ),
  }),
];
