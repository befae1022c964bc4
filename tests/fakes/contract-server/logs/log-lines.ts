import type { LogDetail } from '../../../../shared/contract/log-schemas.ts';
import type { LogLevel } from '../../../../shared/domain/log-level.ts';

/** What an invented record says; `group` names the error group that it belongs to. */
export interface Line {
  level: LogLevel;
  service: string | null;
  message: string;
  logger?: string;
  fields?: Record<string, unknown>;
  exception?: LogDetail['exception'];
  group?: string;
  lines?: number;
}

type Random = () => number;
const pick = <T>(random: Random, values: readonly [T, ...T[]]): T =>
  values[Math.floor(random() * values.length)] ?? values[0];
const whole = (random: Random, most: number) => Math.floor(random() * most);

const REDIS_STACK = `Error: connect ECONNREFUSED 10.0.4.12:6379
    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1634:16)
    at RedisSocket.#createSocket (/srv/books/node_modules/@redis/client/dist/lib/client/socket.js:188:27)
    at RedisSocket.connect (/srv/books/node_modules/@redis/client/dist/lib/client/socket.js:96:41)
    at ReviewCache.get (/srv/books/src/reviews/review-cache.ts:41:18)
    at ReviewService.latest (/srv/books/src/reviews/review-service.ts:77:35)
    at Layer.handle [as handle_request] (/srv/books/node_modules/express/lib/router/layer.js:95:5)
    at next (/srv/books/node_modules/express/lib/router/route.js:149:13)
    at Route.dispatch (/srv/books/node_modules/express/lib/router/route.js:119:3)
    at process.processTicksAndRejections (node:internal/process/task_queues:105:5)`;

const PYTHON_STACK = `Traceback (most recent call last):
  File "/srv/writer/app/server.py", line 212, in complete
    tokens = model.generate(prompt, timeout=8)
  File "/srv/writer/app/model.py", line 88, in generate
    return self._session.run(None, inputs)[0]
  File "/srv/writer/.venv/lib/python3.12/site-packages/onnxruntime/capi/onnxruntime_inference_collection.py", line 266, in run
    return self._sess.run(output_names, input_feed, run_options)
  File "/srv/writer/.venv/lib/python3.12/site-packages/onnxruntime/capi/session.py", line 140, in run
    raise RuntimeError(status)
RuntimeError: CUDA out of memory. Tried to allocate 512.00 MiB`;

const JAVA_STACK = `com.example.assistant.QuotaExceededException: tenant acme used 100 % of its quota
\tat com.example.assistant.quota.QuotaGuard.check(QuotaGuard.java:58)
\tat com.example.assistant.web.ChatController.post(ChatController.java:91)
\tat org.springframework.web.method.support.InvocableHandlerMethod.doInvoke(InvocableHandlerMethod.java:255)
\tat org.springframework.web.servlet.DispatcherServlet.doDispatch(DispatcherServlet.java:1089)
\tat jakarta.servlet.http.HttpServlet.service(HttpServlet.java:590)
\tat java.base/java.lang.Thread.run(Thread.java:1583)`;

/** One line of each source on an ordinary day. */
export const ORDINARY: Record<string, (random: Random) => Line> = {
  books(random) {
    const path = pick(random, ['/reviews', '/books/9780141439518', '/recommendations', '/health']);
    const ms = 12 + whole(random, 480);
    const roll = random();
    const http = { method: 'GET', path, status: 200, durationMs: ms, requestId: requestId(random) };
    if (roll > 0.985) {
      return {
        level: 'warn',
        service: 'book-api',
        message: `openai answered in ${2000 + whole(random, 2400)} ms, over the budget of 2000 ms`,
        fields: { provider: 'openai', model: 'gpt-4o-mini', budgetMs: 2000 },
      };
    }
    if (roll > 0.9) {
      return {
        level: 'debug',
        service: 'recommendations',
        message: `cache hit rate ${(70 + random() * 29).toFixed(1)} % over 1,000 look-ups`,
        fields: { lookups: 1000 },
      };
    }
    return { level: 'info', service: 'book-api', message: `GET ${path} 200 ${ms} ms`, fields: http };
  },
  writer(random) {
    const roll = random();
    const worker = `worker-${1 + whole(random, 4)}`;
    if (roll > 0.99) {
      return {
        level: 'error',
        service: 't5-model',
        message: 'completion failed',
        logger: 'app.server',
        fields: { worker, promptTokens: 812, retry: false },
        exception: {
          name: 'RuntimeError',
          message: 'CUDA out of memory. Tried to allocate 512.00 MiB',
          stack: PYTHON_STACK,
        },
        group: 'writer-cuda',
        lines: 11,
      };
    }
    if (roll > 0.97) {
      return {
        level: 'warn',
        service: 't5-model',
        message: 'basicMode: answering from the fallback model',
        logger: 'app.fallback',
        fields: { worker, reason: 'weights not loaded' },
      };
    }
    const tokens = 40 + whole(random, 900);
    return {
      level: roll > 0.8 ? 'debug' : 'info',
      service: 'writer-api',
      message: `completed ${tokens} tokens in ${(tokens * 0.019).toFixed(2)} s`,
      logger: 'app.server',
      fields: { worker, tokens, tenant: pick(random, ['acme', 'globex', 'initech']) },
    };
  },
  assistant(random) {
    const roll = random();
    const tenant = pick(random, ['acme', 'globex', 'umbrella']);
    if (roll > 0.996) {
      return {
        level: 'error',
        service: 'assistant-api',
        message: `request refused for tenant ${tenant}`,
        logger: 'c.e.assistant.quota.QuotaGuard',
        fields: { tenant, used: 1, traceId: requestId(random) },
        exception: {
          name: 'com.example.assistant.QuotaExceededException',
          message: 'tenant acme used 100 % of its quota',
          stack: JAVA_STACK,
        },
        group: 'assistant-quota',
        lines: 7,
      };
    }
    return {
      level: roll > 0.94 ? 'warn' : roll > 0.5 ? 'info' : 'debug',
      service: 'assistant-api',
      message:
        roll > 0.94
          ? `slow query: 1,${whole(random, 900) + 100} ms in conversations.findRecent`
          : `conversation ${requestId(random)} continued, ${1 + whole(random, 30)} messages`,
      logger: 'c.e.assistant.web.ChatController',
      fields: { tenant, thread: `http-nio-8080-exec-${1 + whole(random, 9)}` },
    };
  },
};

export function redisLine(random: Random): Line {
  if (random() > 0.6) {
    return {
      level: 'warn',
      service: 'recommendations',
      message: 'redis is gone, answering without the cache',
      fields: { fallback: 'mongodb' },
    };
  }
  return {
    level: 'error',
    service: 'book-api',
    message: 'could not read the review cache',
    fields: {
      method: 'GET',
      path: '/reviews',
      status: 503,
      requestId: requestId(random),
      redis: { host: '10.0.4.12', port: 6379, attempt: 1 + whole(random, 5) },
    },
    exception: { name: 'Error', message: 'connect ECONNREFUSED 10.0.4.12:6379', stack: REDIS_STACK },
    group: 'books-redis',
    lines: 10,
  };
}

/** Text that must stay text, and shapes that must not break a layout. */
export const HOSTILE: readonly Line[] = [
  {
    level: 'error',
    service: '<b>not-a-service</b>',
    message:
      '<img src=x onerror="alert(1)"> <script>alert(2)</script> https://evil.example/login javascript:alert(3)',
    fields: {
      '<i>key</i>': '<svg onload=alert(4)>',
      url: 'https://evil.example/?q=1',
      'text "quoted"': 'say "hi" and go',
      ['__proto__x']: { constructor: 'x', nested: { deep: [1, 2, { three: null }] } },
    },
    exception: {
      name: '<u>TypeError</u>',
      message: '<a href="javascript:alert(5)">click</a>',
      stack: `<u>TypeError</u>: <a href="javascript:alert(5)">click</a>\n    at <script>alert(6)</script> (/srv/books/src/x.ts:1:1)`,
    },
    group: 'books-hostile',
    lines: 2,
  },
  {
    level: 'warn',
    service: 'book-api',
    message: 'bidi: user \u202Egnp.exe\u202C sent \u2066a name\u2069 with \u200Bnothing and \u0007 a bell',
    fields: { user: '\u202Efdp.eciovni\u202C' },
  },
  {
    level: 'info',
    service: 'book-api',
    message: `one very long line: ${'0123456789abcdef'.repeat(110)}`,
    fields: { length: 1780, unbroken: 'x'.repeat(600) },
  },
  {
    level: 'fatal',
    service: 'recommendations',
    message: 'panic: index out of range [3] with length 3',
    fields: { goroutine: 1 },
    exception: {
      name: null,
      message: 'index out of range [3] with length 3',
      stack:
        'goroutine 1 [running]:\nmain.rank(...)\n\t/srv/books/rank/rank.go:41\nruntime.main()\n\t/usr/local/go/src/runtime/proc.go:283 +0x28b',
    },
    group: 'books-panic',
    lines: 5,
  },
];

function requestId(random: Random): string {
  return Math.floor(random() * 0xffffffff)
    .toString(16)
    .padStart(8, '0');
}
