import { readHealth } from '../electron/engine/health/read-health.ts';
import { CALM } from '../electron/demo/story.ts';
import { platformHealth, platformReadiness } from '../electron/demo/assistant-platform/health.ts';
import {
  universalDetails,
  universalHealth,
  universalReport,
} from '../electron/demo/universal-assistant/health.ts';
import { writingHealth, modelHealth } from '../electron/demo/writing-platform/health.ts';
import { bookHealth } from '../electron/demo/book-review/health.ts';
import { checkHealth } from '../electron/demo/assistant-cli/health.ts';
const t = new Date().toISOString();
for (const world of [
  CALM,
  { ...CALM, database: 'slow' as const },
  { ...CALM, redis: 'down' as const },
  { ...CALM, thirdParty: 'failing' as const },
]) {
  console.log('###', JSON.stringify(world));
  const f = { world, timestamp: t, uptimeMs: 5000 };
  const uf = { ...f, responseTimeMs: 30, errors: { application: 0, page: 1, component: 2 } };
  const s1 = await checkHealth(
    async () => ({
      databaseMs: world.database === 'slow' ? 200 : 5,
      llmMs: world.thirdParty === 'failing' ? 7000 : 700,
      heapUsedBytes: 1,
      heapTotalBytes: 2,
      metrics: [],
    }),
    t,
  );
  const all = {
    s1: { status: null, body: s1 },
    s2: platformHealth({ ...f, pid: 7, starting: false, responseTimeMs: 3, heapUsedBytes: 5 }),
    s2s: platformHealth({ ...f, pid: 7, starting: true, responseTimeMs: 3, heapUsedBytes: 5 }),
    s2r: platformReadiness(true),
    s2ok: platformReadiness(false),
    s3: { status: 200, body: universalDetails(uf) },
    s3p: { status: 200, body: universalHealth(uf) },
    s3r: { status: 200, body: universalReport(uf, 'x') },
    s4: writingHealth(f),
    s4m: modelHealth(f),
    s5: bookHealth(world, t, 5000),
  };
  for (const [k, a] of Object.entries(all)) {
    const r = readHealth(Buffer.from(JSON.stringify(a.body)), {
      status: a.status,
      contentType: 'application/json',
      path: '/health',
    });
    console.log(
      k,
      a.status,
      r.dialect,
      r.state,
      r.ownWord,
      r.message,
      r.components.map((c) => c.path + ':' + c.state).join(' '),
      JSON.stringify(r.facts),
    );
  }
}
