/** Before each file: its tests share their process with those of the files before. */
import { afterEach } from 'vitest';
import { takeLog } from './addonLog.ts';

afterEach(({ task }) => {
  const log = takeLog();
  if (task.result?.state === 'fail' && log.length > 0) console.error(`The add-on's log:\n${log.join('\n')}`);
});
