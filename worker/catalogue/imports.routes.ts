import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import * as z from 'zod';
import {
  type ImportResult,
  type ImportWhat,
  importRequest,
  importResult,
  importRows,
  importWhat,
  stockCheck,
} from '../../shared/contract/imports.ts';
import type { AppEnv } from '../http/env.ts';
import { Refusal } from '../http/problem.ts';
import { answers, commandHeaders, commandId, jsonBody } from '../http/routes.ts';
import type { Caller } from '../people/caller.ts';
import { type Import, importCatalogue } from './import.ts';
import { type Received, readFile, readJsonRows, unreadable } from './importFile.ts';
import { importOpening } from './opening.ts';
import { isAdmin, mayPutItems, mayPutPatients } from './rights.ts';
import { checkStock } from './stockCheck.ts';
import { importStock } from './stockImport.ts';

const post = createRoute({
  method: 'post',
  path: '/v1/imports/{what}',
  summary: 'Bulk rows of one kind, all or nothing, as JSON or as a CSV file; every bad row is named',
  request: {
    params: z.strictObject({ what: importWhat }),
    headers: commandHeaders,
    // Not «required», or the JSON schema would be asked of a CSV file as well (@hono/zod-openapi).
    body: {
      content: { 'application/json': { schema: importRequest }, 'text/csv': { schema: z.string() } },
    },
  },
  responses: answers(importResult, 'What was created and changed'),
});

const check = createRoute({
  method: 'post',
  path: '/v1/imports/stock/check',
  summary: 'What the import of a list of stock would change and create, or why it would be refused (a read)',
  request: { body: jsonBody(importRequest) },
  responses: answers(stockCheck, 'What would change and be created'),
});

export function addImports(routes: OpenAPIHono<AppEnv>): void {
  for (const [, schema] of Object.entries(importRows)) {
    const id = schema.meta()?.id;
    if (id) routes.openAPIRegistry.register(id, schema as never);
  }
  routes.openapi(post, async (c) => {
    const { what } = c.req.valid('param');
    const command = { id: commandId(c), caller: c.get('caller'), language: c.get('language') };
    requireImport(command.caller, what);
    const sent = c.req.valid('json');
    const asJson = typeof sent === 'object' && sent.rows ? sent : null;
    const received = asJson ? readJsonRows(what, asJson, command.language) : await receiveFile(c, what);
    const { acceptCost } = asJson ?? {};
    return c.json(await carryOut(c.env.DB, { ...command, acceptCost }, received), 200);
  });
  routes.openapi(check, async (c) => {
    const [caller, language] = [c.get('caller'), c.get('language')];
    requireImport(caller, 'stock');
    const sent = c.req.valid('json');
    const command = { id: crypto.randomUUID(), caller, language, acceptCost: sent.acceptCost };
    return c.json(await checkStock(c.env.DB, command, readJsonRows('stock', sent, language)), 200);
  });
}

function carryOut(db: D1Database, command: Import, received: Received): Promise<ImportResult> {
  switch (received.what) {
    case 'opening':
      return importOpening(db, command, received as Received<'opening'>);
    case 'stock':
      return importStock(db, command, received as Received<'stock'>);
    default:
      return importCatalogue(db, command, received as Received<Exclude<ImportWhat, 'opening' | 'stock'>>);
  }
}

/** As for PUT: administrators all, managers items, whoever works in a depot patients. */
function requireImport(caller: Caller, what: ImportWhat): void {
  const may = what === 'items' ? mayPutItems : what === 'patients' ? mayPutPatients : isAdmin;
  if (!may(caller)) throw new Refusal('FORBIDDEN');
}

async function receiveFile(c: Context<AppEnv>, what: ImportWhat): Promise<Received> {
  const [type = ''] = (c.req.header('Content-Type') ?? '').split(';');
  if (type.trim() !== 'text/csv') throw unreadable('body', c.get('language'));
  return readFile(what, await c.req.arrayBuffer(), c.get('language'));
}
