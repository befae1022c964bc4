/**
 * Imported first by every entry that runs checks, for its effect. Names are looked up in libuv's pool, of whose four
 * threads slow work gets two: a dead DNS server would delay the look-ups of every other monitor. The pool reads this
 * when it is first used.
 */
process.env['UV_THREADPOOL_SIZE'] ??= '64';
