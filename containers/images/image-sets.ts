import type { Environment } from '../../targets/read-environment.ts';

const servicesOfImages = ['postgres', 'redis', 'rabbitmq', 'nginx'] as const;
export type ServiceOfImage = (typeof servicesOfImages)[number];

/** The image of each service, with its tag. */
export type Images = Readonly<Record<ServiceOfImage, string>>;

export const debianReleases = ['trixie', 'bookworm'] as const;
export type DebianRelease = (typeof debianReleases)[number];

/** One generation of all services: current and old ones, from upstream or from Debian's packages. */
export const imageSetNames = ['upstream', 'upstream-old', ...debianReleases] as const;
export type ImageSetName = (typeof imageSetNames)[number];

const ofRelease = (release: DebianRelease): Images => {
  const image = `medcor-verify/services:${release}`;
  return { postgres: image, redis: image, rabbitmq: image, nginx: image };
};

export const imageSets: Readonly<Record<ImageSetName, Images>> = {
  upstream: {
    postgres: 'postgres:17.6',
    redis: 'redis:8.0.3',
    rabbitmq: 'rabbitmq:4.0.9-management',
    nginx: 'nginx:1.28.0',
  },
  'upstream-old': {
    postgres: 'postgres:15.13',
    redis: 'redis:7.0.15',
    rabbitmq: 'rabbitmq:3.10.25-management',
    nginx: 'nginx:1.22.1',
  },
  // RabbitMQ 4.0, PostgreSQL 17, Redis 8.0, nginx 1.26.
  trixie: ofRelease('trixie'),
  // RabbitMQ 3.10, PostgreSQL 15, Redis 7.0, nginx 1.22.
  bookworm: ofRelease('bookworm'),
};

export const isDebianRelease = (name: ImageSetName): name is DebianRelease =>
  debianReleases.some((release) => release === name);

/** A set with what the environment puts in the place of its images: MEDCOR_IMAGE_POSTGRES and its like. */
export const imagesOf = (name: ImageSetName, { variables }: Pick<Environment, 'variables'>): Images =>
  Object.fromEntries(
    servicesOfImages.map((service) => [
      service,
      variables[`MEDCOR_IMAGE_${service.toUpperCase()}`] || imageSets[name][service],
    ]),
  ) as Images;
