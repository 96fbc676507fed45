import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleOf, desk } from './host-for-tests.ts';

let server: Server;
let address: string;

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('base64');
}

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url!, 'http://x');
    if (pathname === '/slow') return void setTimeout(() => response.end('late'), 3000);
    if (pathname === '/moved') return response.writeHead(302, { location: '/echo' }).end();
    if (pathname === '/bytes') return response.end(Buffer.from([0, 127, 128, 255]));
    const status = pathname === '/refused' ? 409 : 200;
    response.writeHead(status, {
      'content-type': 'application/json',
      'x-request-id': 'r1',
      'set-cookie': ['a=1', 'b=2'],
    });
    const { method, headers } = request;
    response.end(JSON.stringify({ method, headers, body: await bodyOf(request) }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const ECHO = 'return JSON.parse(UrlFetchApp.fetch(args[0], args[1]).getContentText())';

describe('UrlFetchApp', () => {
  it('waits for the answer, while other calls go on', async () => {
    const { script } = desk();
    const slow = script(ECHO, `${address}/echo`, {});
    expect(await script('return 1')).toBe(1);
    expect(await slow).toMatchObject({ method: 'GET' });
  });

  it('sends method, headers and payload', async () => {
    const { script } = desk();
    const sent = await script(ECHO, `${address}/echo`, {
      method: 'put',
      headers: { Authorization: 'Bearer x', 'Idempotency-Key': 'k' },
      contentType: 'application/json',
      payload: '{"é":1}',
      timeoutSeconds: 30,
    });
    expect(sent).toMatchObject({
      method: 'PUT',
      headers: { authorization: 'Bearer x', 'idempotency-key': 'k', 'content-type': 'application/json' },
      body: Buffer.from('{"é":1}').toString('base64'),
    });
  });

  it('sends bytes and forms, and a body without a method is a POST', async () => {
    const { script } = desk();
    expect(await script(ECHO, `${address}/echo`, { payload: [0, -1, 127] })).toMatchObject({
      method: 'POST',
      body: Buffer.from([0, 255, 127]).toString('base64'),
    });
    expect(
      await script(ECHO, `${address}/echo`, { method: 'post', payload: { a: 'x y', b: '&' } }),
    ).toMatchObject({
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: Buffer.from('a=x%20y&b=%26').toString('base64'),
    });
  });

  it('gives code, headers and signed bytes', async () => {
    const { script } = desk();
    const body = `const answer = UrlFetchApp.fetch(args[0] + '/refused', { muteHttpExceptions: true });
      return [answer.getResponseCode(), answer.getHeaders()['X-Request-Id'], answer.getAllHeaders()['Set-Cookie'],
        UrlFetchApp.fetch(args[0] + '/bytes').getContent()]`;
    expect(await script(body, address)).toEqual([409, 'r1', ['a=1', 'b=2'], [0, 127, -128, -1]]);
  });

  it('follows redirects unless told not to', async () => {
    const { script } = desk();
    const code = 'return UrlFetchApp.fetch(args[0], args[1]).getResponseCode()';
    expect(await script(code, `${address}/moved`, {})).toBe(200);
    expect(await script(code, `${address}/moved`, { followRedirects: false })).toBe(302);
  });

  it('fetchAll gives the answers in the order asked', async () => {
    const { script } = desk();
    const body =
      'return UrlFetchApp.fetchAll([{ url: args[0], method: "post", payload: "x" }, args[0]]).map((a) => JSON.parse(a.getContentText()).method)';
    expect(await script(body, `${address}/echo`)).toEqual(['POST', 'GET']);
  });

  it.each([
    [
      '/refused',
      {},
      /^Request failed for http:\/\/127\.0\.0\.1:\d+ returned code 409\. Truncated server response: \{/,
    ],
    ['/slow', { timeoutSeconds: 0.2 }, /^Timeout: /],
    ['/echo', { headers: { Host: 'x' } }, /^Attribute provided with invalid value: Header:Host/],
    ['/echo', { method: 'trace' }, /^Attribute provided with invalid value: method/],
    [`/${'x'.repeat(2100)}`, {}, /^Limit Exceeded: URLFetch URL Length/],
  ])('%s with %j fails as in Google', async (path, options, message) => {
    const { script } = desk();
    await expect(script('UrlFetchApp.fetch(args[0], args[1])', address + path, options)).rejects.toThrow(
      message,
    );
  });

  it('says when nobody answers', async () => {
    const { script } = desk();
    await expect(script("UrlFetchApp.fetch('http://127.0.0.1:1/x')")).rejects.toThrow(
      'Address unavailable: http://127.0.0.1:1/x',
    );
  });

  it('keeps to the manifest’s whitelist: scheme, host and beginning of the path', async () => {
    const bundleFolder = await bundleOf(
      { 'code.js': 'function get(url) { return UrlFetchApp.fetch(url).getResponseCode(); }' },
      { urlFetchWhitelist: [`${address}/v1/`, 'https://api.example.org/'] },
    );
    const { session } = desk({ bundleFolder });
    expect(await session.call('get', [`${address}/v1/items`])).toBe(200);
    for (const url of [
      `${address}/v2/items`,
      'https://api.example.org.evil.test/',
      'http://api.example.org/',
    ]) {
      await expect(session.call('get', [url])).rejects.toThrow('urlFetchWhitelist');
    }
  });
});
