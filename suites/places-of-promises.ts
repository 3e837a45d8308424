import { promises } from '../contract/promises.ts';

/** Where each promise stands, as its own sentence says at its end: the section of the guide, or a file of the contract. */
export const placesOfPromises: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(promises).flatMap(([id, text]) => {
    const [, place] = /\(([^()]+)\)\.$/.exec(text) ?? [];
    return place === undefined ? [] : [[id, place]];
  }),
);
