import { expect, it } from 'vitest';
import { loadState, saveState } from './save.ts';
import { newChannel, newState, newSubject } from './state.ts';

it('the state comes back as it was, maps in maps included', () => {
  const state = newState(17);
  state.subjects.set('a', { ...newSubject(3), waitAfter: new Map([['b', 2]]), raw: 'hhu' });
  const channel = newChannel();
  channel.groups.set('["x"]', { waiting: ['r\na'], dueAt: 5, lastAt: null });
  state.channels.set('desktop', channel);
  state.incidents.set('a', {
    id: 'i1',
    subject: 'a',
    severity: 'warning',
    startedAt: 1,
    endedAt: null,
    rules: ['r'],
    holding: true,
    ack: null,
  });
  expect(loadState(saveState(state))).toEqual(state);
});

it.each([
  ['no JSON', '{"version":1,'],
  ['nothing', 'null'],
  ['text', '"state"'],
  ['no state', '{"version":1}'],
  ['another version', saveState(newState(0)).replace(/"version":\d+/u, '"version":0')],
])('there is no state in %s', (_, json) => {
  expect(loadState(json)).toBeNull();
});
