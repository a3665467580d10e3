/** All themes of the sample city. */
import type { Theme } from '../theme.ts';
import { budget, digital, tax } from './administration.ts';
import { housing, regeneration, urbanPlanning } from './building.ts';
import { culture, learning, libraries, sports } from './culture.ts';
import { economy, food, jobs } from './economy.ts';
import { climate, parks, recycling } from './green.ts';
import { disaster, safety, water } from './safety.ts';
import { bus, parking, roads } from './streets.ts';
import { children, elderly, health, welfare } from './welfare.ts';

export const THEMES: readonly Theme[] = [
  roads, bus, parking, urbanPlanning, housing, regeneration, parks, recycling, climate, water, disaster, safety, welfare, elderly,
  children, health, economy, jobs, food, culture, libraries, sports, learning, budget, digital, tax,
];
