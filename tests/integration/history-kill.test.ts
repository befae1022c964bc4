import { describe, expect, it } from 'vitest';
import { temporaryDataDir } from '../fixtures/data-dir.ts';
import { killWhileWriting } from '../fixtures/history-kill.ts';
import { seededRandom } from '../fixtures/seeded-random.ts';

const START = Date.UTC(2026, 0, 1);
const DAY = 86_400_000;

describe('a history whose writer is killed', () => {
  it('has everything that was committed, whole, with rollups that equal their rows, 20 times over', async () => {
    const dataDir = temporaryDataDir();
    const random = seededRandom(20);
    for (let kill = 0; kill < 20; kill += 1) {
      const left = await killWhileWriting(dataDir, START + kill * 10 * DAY, random() * 120);
      expect(left.acknowledged).toBeGreaterThan(0);
      expect(left.found).toBeGreaterThanOrEqual(left.acknowledged);
      expect(left.integrity).toBe('ok');
      expect(left.differences).toEqual([]);
    }
  });
});
