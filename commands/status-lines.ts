import { faults, type FaultName } from '../contract/faults.ts';
import type { ServiceStatus, StackStatus } from './status.ts';
import { folderOfLogs } from './what-helps.ts';
import { thaw } from './thaw.ts';

const heading = ['service', 'version', 'address', 'memory', 'up', 'runs as'];

/** A stack as a person reads it: a table of its services, what is amiss with them, and where its surfaces are asked. */
export function statusLines({ name, since, fault, services, surfaces }: StackStatus): string[] {
  const rows = [heading, ...services.map(cellsOf)];
  const widths = heading.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const table = rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
  );
  return [
    `stack ${name}, up since ${since}`,
    ...(fault === undefined ? [] : [`  ${'fault'.padEnd(10)} ${fault}: ${faults[fault as FaultName].tells}`]),
    ...table,
    ...services.flatMap(trouble),
    ...logsOf(services),
    '',
    `  ${'surface'.padEnd(10)}  asked at`,
    ...Object.entries(surfaces).map(([surface, where]) => `  ${surface.padEnd(10)}  ${where}`),
  ];
}

function logsOf(services: readonly ServiceStatus[]): string[] {
  const folder = folderOfLogs(services);
  if (folder !== undefined) return [`  each logs to ${folder}/SERVICE.log`];
  return services.some(({ container }) => container) ? ['  what each says: docker logs CONTAINER'] : [];
}

function cellsOf(service: ServiceStatus): string[] {
  const { name, running, frozen, version, address, memoryBytes, upSeconds, pid, container } = service;
  const place = container ? `container ${container.id} of ${container.image}` : `process ${pid}`;
  return [
    name,
    version ?? '-',
    address ?? '-',
    memoryBytes === undefined ? '-' : `${Math.round(memoryBytes / 1024 / 1024)} MB`,
    upSeconds === undefined ? '-' : duration(upSeconds),
    running
      ? `${place}${frozen ? ', frozen' : ''}`
      : `${place} has died${upSeconds === undefined ? '' : ', and runs again'}`,
  ];
}

function trouble({ name, running, frozen, ended, logFile, pid, container, upSeconds }: ServiceStatus): string[] {
  if (frozen) {
    const what = frozen.by === 'engine' || frozen.processes.includes(pid) ? 'it' : 'a part of it';
    return [
      `  ${name} is frozen: somebody has stopped ${what} in the middle of whatever it does; it goes on with:`,
      `    ${thaw(frozen, { container })}`,
    ];
  }
  if (running) return [];
  if (upSeconds !== undefined)
    return [
      `  ${name} was started again by somebody, and is asked at another port since: ./medcor-verify down, then up, make it whole`,
    ];
  const how = ended ? `: ${ended.how}${ended.at === undefined ? '' : ` at ${ended.at}`}` : '';
  if (logFile === undefined) return [`  ${name} has died${how}; its last words: unknown`];
  return [`  ${name} has died${how}; its last words:`, `    tail ${logFile}`];
}

/** 59 s, 12 min, 3 h, 2 d. */
function duration(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  return seconds < 86_400 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86_400)} d`;
}
