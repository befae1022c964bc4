import { describe, expect, it } from 'vitest';
import { decide, SETTLED_MS, type Candidate, type Relation } from './identity.ts';

const relation = (more: Partial<Relation> = {}): Relation => ({
  log: 1,
  offset: 5000,
  tail: 'same',
  sameFile: false,
  samePath: false,
  carried: false,
  lastLineHeld: null,
  ...more,
});

const file = (sameHead: Relation[] = [], more: Partial<Candidate> = {}) =>
  decide({ empty: false, complete: true, quietMs: 0, sameHead, ...more });

describe('the identity of a log', () => {
  it('is not known of an empty file', () => {
    expect(file([], { empty: true })).toEqual({ kind: 'none' });
  });

  it('is new where no known log has this head', () => {
    expect(file()).toEqual({ kind: 'new' });
  });

  it('is that of the log with the same head and tail, renamed, copied or compressed', () => {
    expect(file([relation()])).toEqual({ kind: 'same', log: 1 });
  });

  it('is another one where the head matches and the tail does not, be it the same inode and path', () => {
    expect(file([relation({ tail: 'other' })])).toEqual({ kind: 'new' });
    expect(file([relation({ tail: 'other', sameFile: true, samePath: true })])).toEqual({ kind: 'new' });
  });

  it('follows device and inode, then the path, where several logs match', () => {
    const byPath = relation({ log: 2, samePath: true });
    const byFile = relation({ log: 3, sameFile: true });
    expect(file([relation(), byPath, byFile])).toEqual({ kind: 'same', log: 3 });
    expect(file([relation(), byPath])).toEqual({ kind: 'same', log: 2 });
    expect(file([relation(), relation({ log: 4, offset: 9000 })])).toEqual({ kind: 'same', log: 4 });
  });

  it('is never decided by the inode alone', () => {
    expect(file([], {})).toEqual({ kind: 'new' });
    expect(file([relation({ sameFile: true, tail: 'other' })])).toEqual({ kind: 'new' });
  });

  it('of a complete copy is that of its original, which goes on to be read', () => {
    expect(file([relation({ carried: true })])).toEqual({ kind: 'duplicate', log: 1 });
  });
});

describe('a file that is still shorter than the checkpoint', () => {
  const short = relation({ tail: 'short' });

  it('waits as a copy or archive in the making', () => {
    expect(file([short])).toEqual({ kind: 'wait', log: 1 });
    expect(file([short], { quietMs: SETTLED_MS - 1 })).toEqual({ kind: 'wait', log: 1 });
  });

  it('is read from its head once it has not grown for 60 s', () => {
    expect(file([{ ...short, lastLineHeld: false }], { quietMs: SETTLED_MS })).toEqual({ kind: 'new' });
  });

  it('is not read where its last whole line is stored at that offset', () => {
    const held = { ...short, lastLineHeld: true };
    expect(file([held], { quietMs: SETTLED_MS })).toEqual({ kind: 'held', log: 1 });
    expect(file([held])).toEqual({ kind: 'wait', log: 1 });
  });

  it('does not wait where its bytes are known to differ', () => {
    expect(file([{ ...short, lastLineHeld: false }])).toEqual({ kind: 'new' });
  });

  it('was cut where it is the very file of the log', () => {
    expect(file([{ ...short, sameFile: true, samePath: true }])).toEqual({ kind: 'new' });
  });

  it('may be a copy where only its inode was used before', () => {
    expect(file([{ ...short, sameFile: true }])).toEqual({ kind: 'wait', log: 1 });
  });
});

describe('an incomplete gzip file', () => {
  it('waits, whatever it begins with', () => {
    expect(file([], { complete: false })).toEqual({ kind: 'wait', log: null });
    expect(file([relation()], { complete: false })).toEqual({ kind: 'wait', log: 1 });
    expect(file([], { complete: false, empty: true })).toEqual({ kind: 'wait', log: null });
  });

  it('is taken as it is once it has not grown for 60 s', () => {
    expect(file([], { complete: false, quietMs: SETTLED_MS })).toEqual({ kind: 'new' });
    expect(file([relation()], { complete: false, quietMs: SETTLED_MS })).toEqual({ kind: 'same', log: 1 });
  });
});
