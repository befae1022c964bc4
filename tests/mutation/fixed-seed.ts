/** Properties meet the same cases for every mutant, so that a score is the same twice. */
import fc from 'fast-check';

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 20260704 });
