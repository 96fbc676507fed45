import { testSequences } from './sequences.ts';

// The other half, of another seed: see property.test.ts.
testSequences(150);
