import { testSequences } from './sequences.ts';

// Half of the 300, for two workers of the test run; propertyToo.test.ts has the other.
testSequences(150);
