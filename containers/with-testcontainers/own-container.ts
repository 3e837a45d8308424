import { GenericContainer, type StartedTestContainer, type WaitStrategy } from 'testcontainers';
import type { Labels } from './owned.ts';

export type ContainerRecipe = {
  /** Of the service; also the name under which others on the network find it. */
  name: string;
  image: string;
  /** In place of the image's own. */
  entrypoint?: readonly string[];
  command: readonly string[];
  environment?: Readonly<Record<string, string>>;
  /** Texts, by the path at which they are found. */
  files?: Readonly<Record<string, string>>;
  /** Published on the host, under numbers that the engine chooses. */
  ports: readonly number[];
  /** Folders in memory. */
  inMemory?: readonly string[];
  /** Nothing of its image can be changed, and no right of root is left to it. */
  isLocked?: true;
  /** Its first process is systemd, which keeps to the container's own part of the control groups. */
  isMachine?: true;
  /** Folders and sockets of the host, by the path at which they are found. */
  mounts?: Readonly<Record<string, string>>;
};

type Placed = { network: string; labels: Labels; containerName: string; isLocal: boolean };

/** A container on the stack's network, its ports open to this machine only. */
class OwnContainer extends GenericContainer {
  readonly #name: string;
  readonly #locked: boolean;
  readonly #local: boolean;
  readonly #machine: boolean;

  constructor(recipe: ContainerRecipe, { network, labels, containerName, isLocal }: Placed) {
    super(recipe.image);
    this.#name = recipe.name;
    this.#locked = recipe.isLocked ?? false;
    this.#local = isLocal;
    this.#machine = recipe.isMachine ?? false;
    this.withName(containerName)
      .withLabels({ ...labels })
      .withNetworkMode(network)
      .withExposedPorts(...recipe.ports)
      .withCommand([...recipe.command])
      .withEnvironment({ ...recipe.environment })
      .withTmpFs(Object.fromEntries((recipe.inMemory ?? []).map((folder) => [folder, 'rw'])))
      .withCopyContentToContainer(
        Object.entries(recipe.files ?? {}).map(([target, content]) => ({ target, content, mode: 0o644 })),
      )
      .withWaitStrategy(atOnce);
    if (recipe.entrypoint) this.withEntrypoint([...recipe.entrypoint]);
    if (this.#locked) this.withDroppedCapabilities('ALL').withSecurityOpt('no-new-privileges');
    if (this.#machine) this.withAddedCapabilities('SYS_ADMIN').withSecurityOpt(...unconfined);
    const mounts = { ...recipe.mounts, ...(this.#machine ? { [controlGroups]: controlGroups } : {}) };
    this.withBindMounts(Object.entries(mounts).map(([target, source]) => ({ source, target, mode: 'rw' })));
  }

  protected override async beforeContainerCreated(): Promise<void> {
    this.hostConfig.ReadonlyRootfs = this.#locked;
    // By the library's own way to a name it would begin on the network that all containers share, and stay there too.
    const network = this.networkMode ?? '';
    this.createOpts.NetworkingConfig = { EndpointsConfig: { [network]: { Aliases: [this.#name] } } };
    // It finds its own part by the names that the host has for it, and writes nowhere else.
    if (this.#machine) Object.assign(this.hostConfig, { CgroupnsMode: 'host' });
    if (!this.#local) return;
    // The library would publish on all addresses: a database with a password that everybody on the network may guess at.
    const published = this.hostConfig.PortBindings as Record<string, { HostIp?: string }[]> | undefined;
    for (const binding of Object.values(published ?? {}).flat()) binding.HostIp = '127.0.0.1';
  }
}

const controlGroups = '/sys/fs/cgroup';

/** systemd mounts for each service what that may see. */
const unconfined = ['seccomp=unconfined', 'apparmor=unconfined'];

/** The library's own ways to wait know ports and lines; we wait for an answer in the protocol, which needs the started container. */
const atOnce: WaitStrategy = {
  waitUntilReady: async () => {},
  withStartupTimeout: () => atOnce,
  isStartupTimeoutSet: () => true,
  getStartupTimeout: () => 60_000,
};

export const createAndStart = (
  recipe: ContainerRecipe,
  placed: Placed,
  onLog: (stream: NodeJS.ReadableStream) => void,
): Promise<StartedTestContainer> => new OwnContainer(recipe, placed).withLogConsumer(onLog).start();
