import { expect, it } from 'vitest';
import { placesOfArguments } from './places.ts';

it('finds its options among those of Chromium and resolves them against the caller', () => {
  const argv = ['electron', '--no-sandbox', '.', '--config', 'w.yaml', '--data=/d', 'watchpost://monitors/a'];
  expect(placesOfArguments(argv, '/home/me')).toEqual({ configFile: '/home/me/w.yaml', dataDir: '/d' });
});

it('leaves the rest to the platform', () => {
  expect(placesOfArguments(['electron', '.'], '/home/me')).toEqual({ configFile: null, dataDir: null });
});
