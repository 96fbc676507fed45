/** One trivial write for each request; `/health` makes its table. */
export default {
  async fetch(request: Request, { DB }: { DB: D1Database }): Promise<Response> {
    if (new URL(request.url).pathname === '/health')
      await DB.prepare('CREATE TABLE IF NOT EXISTS writes (at INTEGER)').run();
    else await DB.prepare('INSERT INTO writes (at) VALUES (?1)').bind(Date.now()).run();
    return Response.json({ ok: true });
  },
};
