import { describe, expect, it } from 'vitest';
import { readRecord } from '../../../../tests/fixtures/read-records.ts';
import { FINGERPRINT_VERSION, groupOf } from './group.ts';

const SOURCE = 'shop-logs';

function fingerprint(text: string, source = SOURCE): string {
  const group = groupOf(readRecord(text), source);
  if (!group) throw new Error(`no error: ${text}`);
  return group.fingerprint;
}

const json = (value: object) => JSON.stringify({ level: 'error', ...value });
const withStack = (name: string, message: string, stack: string) =>
  json({ message: 'failed', service: 'shop', error: { name, message, stack } });

/** The same error twice, with everything changed that must not count; then another error. */
const STACKS: readonly [string, string, string, string][] = [
  [
    'Node',
    "TypeError: Cannot read properties of undefined (reading 'id')\n    at chargeCard (/app/dist/cart-3f2a9c1b.js:12:7)\n    at async Cart.buy [as run] (file:///app/dist/cart-3f2a9c1b.js:30:1)\n    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)",
    "TypeError: Cannot read properties of undefined (reading 'total')\n    at chargeCard (/srv/v2/dist/cart-9d8e7f6a.js:99:1)\n    at Cart.buy (/srv/v2/dist/cart-9d8e7f6a.js:4:44)\n    at node:internal/main:1:1",
    "TypeError: Cannot read properties of undefined (reading 'id')\n    at refundCard (/app/dist/cart-3f2a9c1b.js:12:7)",
  ],
  [
    'a browser',
    'TypeError: x is undefined\nbuy@https://shop.example/assets/index-4f5a6b7c.js:1:2345\nonClick@https://shop.example/assets/index-4f5a6b7c.js:1:99',
    'TypeError: y is undefined\nbuy@https://shop.example/assets/index-0a1b2c3d.js:7:1\nonClick@https://shop.example/assets/index-0a1b2c3d.js:8:8',
    'TypeError: x is undefined\nsell@https://shop.example/assets/index-4f5a6b7c.js:1:2345',
  ],
  [
    'Java',
    'java.lang.IllegalStateException: order 17\n\tat com.example.Cart.lambda$buy$0(Cart.java:42)\n\tat com.example.Cart$$EnhancerBySpringCGLIB$$1a2b3c.buy(<generated>)\n\tat jdk.internal.reflect.GeneratedMethodAccessor17.invoke(Unknown Source)\nCaused by: java.io.IOException: host a\n\tat com.example.Db.open(Db.java:9)\n\t... 3 more',
    'java.lang.IllegalStateException: order 4711\n\tat com.example.Cart.lambda$buy$3(Cart.java:77)\n\tat com.example.Cart$$EnhancerBySpringCGLIB$$9f8e7d.buy(<generated>)\n\tat jdk.internal.reflect.GeneratedMethodAccessor99.invoke(Unknown Source)\nCaused by: java.io.IOException: host b\n\tat com.example.Db.open(Db.java:11)\n\t... 5 more',
    'java.lang.IllegalStateException: order 17\n\tat com.example.Cart.lambda$buy$0(Cart.java:42)\nCaused by: java.sql.SQLException: host a\n\tat com.example.Db.open(Db.java:9)',
  ],
  [
    '.NET',
    'System.InvalidOperationException: order 17\n   at Shop.Cart.<Buy>d__12.MoveNext() in /src/Cart.cs:line 42\n   at System.Threading.Tasks.Task.Execute()',
    'System.InvalidOperationException: order 4711\n   at Shop.Cart.<Buy>d__7.MoveNext() in C:\\build\\Cart.cs:line 99\n   at System.Runtime.CompilerServices.TaskAwaiter.GetResult()',
    'System.InvalidOperationException: order 17\n   at Shop.Cart.<Sell>d__12.MoveNext() in /src/Cart.cs:line 42',
  ],
  [
    'Python',
    'Traceback (most recent call last):\n  File "/app/shop/cart.py", line 42, in buy\n    charge()\n  File "/usr/lib/python3.11/site-packages/db/api.py", line 7, in execute\nshop.errors.PaymentError: order 17',
    'Traceback (most recent call last):\n  File "/srv/v2/shop/cart.py", line 99, in buy\n    charge(x)\n  File "/opt/venv/lib/python3.12/site-packages/db/api.py", line 9, in execute\nshop.errors.PaymentError: order 4711',
    'Traceback (most recent call last):\n  File "/app/shop/cart.py", line 42, in sell\n    charge()\nshop.errors.PaymentError: order 17',
  ],
  [
    'PHP',
    'App\\PaymentException: order 17 in /var/www/app/Cart.php:42\nStack trace:\n#0 /var/www/app/Http.php(17): App\\Cart->buy(Object(App\\Order))\n#1 /var/www/vendor/laravel/x.php(1): y()\n#2 {main}',
    'App\\PaymentException: order 4711 in /srv/app/Cart.php:99\nStack trace:\n#0 /srv/app/Http.php(20): App\\Cart->buy(Array)\n#1 /srv/vendor/laravel/x.php(3): y()\n#2 {main}',
    'App\\PaymentException: order 17 in /var/www/app/Cart.php:42\nStack trace:\n#0 /var/www/app/Http.php(17): App\\Cart->sell(Object(App\\Order))\n#1 {main}',
  ],
  [
    'Ruby',
    "PaymentError: order 17\n/app/lib/cart.rb:42:in `block in buy'\n/app/lib/cart.rb:40:in `each'\n/usr/lib/ruby/gems/3.1.0/gems/rack-2.2/lib/rack.rb:1:in `call'",
    "PaymentError: order 4711\n/srv/lib/cart.rb:99:in `block in buy'\n/srv/lib/cart.rb:9:in `each'\n/opt/ruby/gems/3.2.0/gems/rack-3.0/lib/rack.rb:7:in `call'",
    "PaymentError: order 17\n/app/lib/cart.rb:42:in `sell'",
  ],
];

describe('the group of a stack', () => {
  it.each(STACKS)(
    'of %s is the same whatever lines, arguments, hosts, builds and ids are',
    (_language, one, same, other) => {
      const of = (stack: string) => {
        const first = stack.split('\n').find((line) => /^[\w.\\]+(?:Error|Exception)?: /u.test(line)) ?? '';
        const [name = '', ...rest] = first.split(': ');
        return fingerprint(withStack(name, rest.join(': '), stack));
      };
      expect(of(same)).toBe(of(one));
      expect(of(other)).not.toBe(of(one));
    },
  );

  it.each([
    [
      'Go',
      'panic: index 7 of 3\n\ngoroutine 1 [running]:\nmain.(*Cart).Buy(0xc000012345, 0x11)\n\t/app/cart.go:42 +0x1f\nmain.main()\n\t/app/main.go:9 +0x2a\n\ngoroutine 5 [select]:\nmain.other()\n\t/app/o.go:1',
      'panic: index 9 of 3\n\ngoroutine 77 [running]:\nmain.(*Cart).Buy(0xc000099999, 0x2)\n\t/build/cart.go:99 +0x3c\nmain.main()\n\t/build/main.go:1 +0x99',
      'panic: no route to host\n\ngoroutine 1 [running]:\nmain.(*Cart).Buy(0xc000012345, 0x11)\n\t/app/cart.go:42 +0x1f\nmain.main()\n\t/app/main.go:9 +0x2a',
    ],
    [
      'Rust',
      "thread 'main' (17) panicked at src/cart.rs:42:9:\nindex out of bounds: the len is 3 but the index is 7",
      "thread 'worker-9' (99) panicked at src/cart.rs:50:1:\nindex out of bounds: the len is 8 but the index is 99",
      "thread 'main' (17) panicked at src/other.rs:42:9:\nindex out of bounds: the len is 3 but the index is 7",
    ],
  ])(
    'of %s, which has no exception types, depends on the message template too',
    (_language, one, same, other) => {
      expect(fingerprint(same)).toBe(fingerprint(one));
      expect(fingerprint(other)).not.toBe(fingerprint(one));
    },
  );

  it('without a frame of the application depends on the message template', () => {
    const of = (message: string) =>
      fingerprint(withStack('Error', message, `Error: ${message}\n    at connect (node:net:1:2)`));
    expect(of('connect ECONNREFUSED 10.0.0.7:5432')).toBe(of('connect ECONNREFUSED 10.9.8.7:6379'));
    expect(of('connect ECONNREFUSED 10.0.0.7:5432')).not.toBe(of('read ECONNRESET'));
  });

  it('counts a frame once, however deep a recursion went', () => {
    const of = (times: number) =>
      fingerprint(
        withStack(
          'RangeError',
          'x',
          `RangeError: x\n${'    at walk (/app/tree.js:3:1)\n'.repeat(times)}    at main (/app/m.js:1:1)`,
        ),
      );
    expect(of(2)).toBe(of(900));
  });

  it('depends on the service, and on the source where none is named', () => {
    const stack = 'Error: x\n    at f (/app/a.js:1:1)';
    const of = (service?: string) =>
      json({ message: 'm', service, error: { name: 'Error', message: 'x', stack } });
    expect(fingerprint(of('a'))).not.toBe(fingerprint(of('b')));
    expect(fingerprint(of(), 'one')).not.toBe(fingerprint(of(), 'other'));
    expect(fingerprint(of('a'), 'one')).toBe(fingerprint(of('a'), 'other'));
  });
});

describe('the group of a message', () => {
  it.each([
    ['numbers', 'order 17 failed after 3 tries', 'order 4711 failed after 12 tries'],
    [
      'UUIDs',
      'job 8f3c9a2e-1b2c-4d5e-8f90-123456789abc failed',
      'job 00000000-0000-4000-8000-000000000000 failed',
    ],
    ['hexadecimal ids', 'commit 3f2a9c1b failed', 'commit 0xdeadbeef failed'],
    ['addresses and ports', 'connect 10.0.0.7:5432 refused', 'connect [::1]:6379 refused'],
    ['hosts by name with ports', 'connect db:5432 refused', 'connect db:6379 refused'],
    ['durations', 'timed out after 812ms', 'timed out after 1h30m'],
    ['sizes', 'body of 12 kB is too large', 'body of 1.5 MiB is too large'],
    ['percentages', 'disk is 91 % full', 'disk is 99.5% full'],
    ['temporary paths', 'cannot write /tmp/abc123/x.txt', 'cannot write /var/tmp/q'],
    ['quoted values', 'user "ann" is unknown', "user 'somebody else' is unknown"],
    ['e-mail addresses', 'no mail to ann@example.com', 'no mail to bob.b@mail.example.org'],
    ['URL queries', 'GET /books?id=3&x=y failed', 'GET /books?id=99 failed'],
    ['times', 'expired at 2026-07-04T12:00:00Z', 'expired at 2025-01-01 00:00:00'],
  ])('masks %s', (_what, one, same) => {
    expect(fingerprint(json({ message: same }))).toBe(fingerprint(json({ message: one })));
  });

  it.each([
    ['words', 'order failed', 'order refused'],
    ['words of a path', 'GET /books failed', 'GET /users failed'],
    ['files of the application', 'cannot read /app/a.json', 'cannot read /app/b.json'],
    ['names in a sentence', 'redis is down', 'mongo is down'],
  ])('keeps %s', (_what, one, other) => {
    expect(fingerprint(json({ message: other }))).not.toBe(fingerprint(json({ message: one })));
  });

  it('is that of the template which the record carries', () => {
    const of = (name: string) =>
      fingerprint(
        JSON.stringify({
          '@t': '2026-07-04T12:00:00Z',
          '@l': 'Error',
          '@mt': 'User {Name} is unknown',
          Name: name,
        }),
      );
    expect(of('ann')).toBe(of('somebody else'));
  });

  it('depends on the logger', () => {
    expect(fingerprint(json({ message: 'x', logger: 'a' }))).not.toBe(
      fingerprint(json({ message: 'x', logger: 'b' })),
    );
  });
});

describe('a fingerprint', () => {
  it('begins with its version', () => {
    expect(fingerprint('ERROR failed')).toMatch(new RegExp(`^${FINGERPRINT_VERSION}-[0-9a-f]{24}$`, 'u'));
  });

  it('stays what it is: this one changes only together with the version', () => {
    expect([
      FINGERPRINT_VERSION,
      fingerprint(withStack('TypeError', 'x', 'TypeError: x\n    at f (/app/a.js:1:1)')),
    ]).toEqual([1, '1-c76446e1f18a6f904c87a288']);
  });

  it('that the application names decides alone', () => {
    const of = (message: string, service: string) =>
      fingerprint(json({ message, service, fingerprint: 'checkout' }));
    expect(of('a', 'x')).toBe(of('b', 'y'));
    expect(of('a', 'x')).not.toBe(fingerprint(json({ message: 'a', service: 'x' })));
  });

  it('is none of a record below error', () => {
    expect(groupOf(readRecord('WARN careful'), SOURCE)).toBeNull();
  });

  it('comes with a title of one line', () => {
    const record = readRecord(
      withStack(
        'TypeError',
        `first\nsecond ${'x'.repeat(500)}`,
        'TypeError: first\n    at f (/app/a.js:1:1)',
      ),
    );
    expect(groupOf(record, SOURCE)).toMatchObject({ title: 'TypeError: first', level: 'error' });
  });
});
