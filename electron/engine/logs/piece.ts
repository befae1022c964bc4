/**
 * Bytes that are made a text at once where many are looked through: V8 lays longer texts out among its large objects,
 * which took three times as long.
 */
export const PIECE_BYTES = 64 * 1024;
