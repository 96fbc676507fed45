import { createApp } from './app.ts';
import type { Bindings } from './http/env.ts';
import { catchUp } from './schedule.ts';

const app = createApp();

export default {
  fetch: app.fetch,
  scheduled(event, env, context) {
    context.waitUntil(catchUp(env, new Date(event.scheduledTime)));
  },
} satisfies ExportedHandler<Bindings>;
