import { expect, test } from 'vitest';
import { type ListedImage, oldAmong } from './remove-old-images.ts';

const nowS = 1_800_000_000;
const current = 'medcor-verify/reference:current';
const image = (Id: string, RepoTags: ListedImage['RepoTags'], ageHours: number): ListedImage => ({
  Id,
  RepoTags,
  Created: nowS - ageHours * 3600,
});

test('reference implementations of other files and what led to them, a day later; all else stays', () => {
  const images = [
    image('1', [current], 100),
    image('2', ['medcor-verify/reference:before'], 25),
    image('3', ['medcor-verify/reference:another-folder'], 23),
    image('4', ['<none>:<none>'], 25),
    image('5', null, 25),
    image('6', [], 23),
    image('7', ['medcor-verify/services:trixie'], 1000),
    image('8', ['medcor-verify/reference:before-that', current], 25),
  ];
  expect(oldAmong(images, { current, nowS })).toEqual([
    'medcor-verify/reference:before',
    '4',
    '5',
    'medcor-verify/reference:before-that',
  ]);
});
