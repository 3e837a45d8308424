import { guideUnits } from '../contract/services.ts';
import { notOffered, type Target } from './target.ts';

/** The operations guide's own deployment, asked from the machine it runs on. */
export default {
  name: 'local',
  surfaces: {
    api: 'http://localhost/',
    proxy: 'http://localhost/',
    mcp: 'http://localhost:8001/',
    broker: 'amqp://guest:guest@localhost:5672//',
    management: notOffered('the guide does not enable the management plugin'),
    database: notOffered('the guide keeps its credentials in the environment of the services'),
    cache: 'redis://localhost:6379/0',
  },
  services: { on: 'this-machine', units: guideUnits },
} satisfies Target;
