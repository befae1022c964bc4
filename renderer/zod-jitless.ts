import { z } from 'zod';

// The window's policy forbids code from strings; this must be said before the first schema is made.
z.config({ jitless: true });
