/**
 * Loaded into wrangler before its own code. wrangler and workerd live in a group of their own, where no
 * Ctrl-C reaches them; when the channel to whoever started them breaks, even by SIGKILL, they end too.
 */
import { killTree } from './processTree.ts';

process.on('disconnect', () => killTree(process.pid));
// The channel alone shall not keep a program running that has done its work.
process.channel?.unref();
