import { expect, test } from 'vitest';
import local from './local.ts';
import { parseTarget } from './parse-target.ts';
import { resolveTarget } from './resolve-target.ts';
import { withServicesFlags, type ServicesFlags } from './services-flags.ts';
import { sshAddressIn } from './services.ts';
import { notOffered } from './target.ts';

const withServices = (services: unknown) => parseTarget({ ...local, services }, 'staging.json');

test.for<[unknown, string]>([
  ['celery', 'has "celery" as "services": must be an object.'],
  [{}, 'has an empty object as "services": must say where they are asked (on) or why they cannot be (notOffered).'],
  [{ units: ['a.service'] }, 'must say where they are asked (on)'],
  [{ on: 'this-machine', notOffered: 'nobody may' }, 'must say where they are asked (on)'],
  [{ on: 'localhost' }, 'has "localhost" as "services.on": must be "this-machine" or "ssh://USER@HOST:PORT"'],
  [{ on: 'ssh://me:pass@host' }, 'has a string as "services.on": must be "this-machine"'],
  [{ on: 'this-machine', units: ['celery'] }, 'has "celery" as "services.units.0": must be the full name of a unit'],
  [{ on: 'this-machine', units: ['--all.service'] }, 'as "services.units.0": must be the full name of a unit'],
  [{ on: 'this-machine', units: ['$(id).service'] }, 'as "services.units.0": must be the full name of a unit'],
  [{ on: 'this-machine', units: [] }, 'has a list of 0 as "services.units": must not be empty.'],
  [
    { on: 'this-machine', unit: ['a.service'] },
    'has a field "services.unit", which no profile has. Did you mean "units"?',
  ],
  [{ on: 'this-machine', compose: { project: '-p' } }, 'as "services.compose.project": must be the name of a project'],
  [
    { on: 'this-machine', compose: { project: 'm', services: ['web,db'] } },
    'has "web,db" as "services.compose.services.0": must be the name of a service of Compose',
  ],
  [
    { on: 'this-machine', units: ['celery@*.service'] },
    'as "services.units.0": must be the full name of a unit: it is a pattern',
  ],
])('%j is told in one sentence', ([services, sentence]) => {
  expect(() => withServices(services)).toThrow(sentence);
});

test('they are asked where a profile says, or not at all', () => {
  const services = {
    on: 'ssh://deploy@app1.example.org:2222',
    units: ['celery@high.service'],
    compose: { project: 'medcor' },
  };
  expect(resolveTarget(withServices(services), {}).services).toEqual(services);
  const nobody = { notOffered: 'nobody may log in there' };
  expect(resolveTarget(withServices(nobody), {}).services).toEqual(nobody);
  const { services: _, ...silent } = local;
  expect(resolveTarget(parseTarget(silent, 'staging.json'), {})).not.toHaveProperty('services');
});

test('a configuration of ssh that is not there is told before anything is asked', () => {
  const target = withServices({ on: 'ssh://app1', units: ['a.service'], sshConfig: '/nowhere/ssh_config' });
  expect(() => resolveTarget(target, {})).toThrow(
    '(services.sshConfig, --ssh-config) is not there: /nowhere/ssh_config',
  );
});

test.for<[string, object | undefined]>([
  ['ssh://app1', { host: 'app1' }],
  ['ssh://deploy@app1.example.org:2222/', { host: 'app1.example.org', user: 'deploy', port: '2222' }],
  ['ssh://deploy@[2001:db8::1]:22', { host: '2001:db8::1', user: 'deploy', port: '22' }],
  ['ssh://-oProxyCommand=id', undefined],
  ['ssh://-l@app1', undefined],
  ['ssh://me:password@app1', undefined],
  ['ssh://app1;id', undefined],
  ['ssh://app1 id', undefined],
  ['ssh://app1\nid', undefined],
  ['ssh://$(id)', undefined],
  ['ssh://', undefined],
  ['app1', undefined],
])('%j as an address of ssh', ([text, address]) => {
  expect(sshAddressIn(text)).toEqual(address);
});

const elsewhere = { ...local, services: notOffered('nobody may') };

test.for<[ServicesFlags, object | undefined]>([
  [{}, local.services],
  [{ unit: ['a.service'] }, { on: 'this-machine', units: ['a.service'] }],
  [{ services: 'ssh://app1' }, { on: 'ssh://app1', units: local.services.units }],
  [{ composeProject: 'medcor' }, { ...local.services, compose: { project: 'medcor' } }],
  [
    { composeProject: 'medcor', composeService: ['web'], composeOptional: ['debug'] },
    { ...local.services, compose: { project: 'medcor', services: ['web'], optional: ['debug'] } },
  ],
  [{ sshConfig: '/etc/own' }, { ...local.services, sshConfig: '/etc/own' }],
])('%j beside a profile', ([flags, services]) => {
  expect(withServicesFlags(local, flags).services).toEqual(services);
});

test.for<[ServicesFlags, string]>([
  [{ unit: ['a.service'] }, '--unit says what is asked and not where: add --services this-machine'],
  [{ services: 'this-machine' }, '--services says where to ask and not what for: add --unit celery.service'],
  [{ services: 'local', unit: ['a.service'] }, '--services takes this-machine or ssh://USER@HOST:PORT'],
  [{ services: 'this-machine', unit: ['a'] }, '--unit: "a" is no full name of a systemd unit'],
  [{ services: 'this-machine', composeProject: '../x' }, '"../x" is no name of a project of Compose'],
])('%j where a profile offers none', ([flags, sentence]) => {
  expect(() => withServicesFlags(elsewhere, flags)).toThrow(sentence);
});
