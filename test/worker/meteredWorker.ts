/** The Worker as it is deployed, on a database that counts what it is asked: what a measure starts in its place. */
import type { Bindings } from '../../worker/http/env.ts';
import worker from '../../worker/index.ts';
import { ASKED_PATH, type Asked } from '../bench/asked.ts';
import { type MeteredCall, meter } from './meter.ts';

const made: MeteredCall[] = [];

export default {
  async fetch(request, env, context) {
    if (new URL(request.url).pathname === ASKED_PATH) return Response.json(sumOf(made.splice(0)));
    return worker.fetch(request, { ...env, DB: meter(env.DB, made).db }, context);
  },
} satisfies ExportedHandler<Bindings>;

function sumOf(calls: readonly MeteredCall[]): Asked {
  const all = calls.flatMap(({ statements }) => statements);
  return {
    calls: calls.length,
    read: all.reduce((sum, { read }) => sum + read, 0),
    written: all.reduce((sum, { written }) => sum + written, 0),
  };
}
