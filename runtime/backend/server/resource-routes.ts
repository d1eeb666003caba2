import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { TasksCreate } from '../../../generated/backend/tasks-create/types.ts';
import { checkTasksCreate } from '../../../generated/backend/tasks-create/validators.ts';
import { RESOURCE_NAMES, RESOURCES, type ResourceName } from '../resource.ts';
import { checkInput } from '../store/check-input.ts';
import { createObjects } from '../store/create-object.ts';
import type { Stored } from '../store/documents.ts';
import { type Filters, filtersOf, readListQuery, writeCursor } from '../store/list-query.ts';
import { present, type Presentation, presentFiles } from '../store/present.ts';
import type { RouteDoc } from './open-api.ts';
import { readForm } from './read-form.ts';
import { baseUrl, presentation, type RouteContext } from './route-context.ts';

/** How the objects of a list are shown. */
type View = (stored: Stored, seen: Presentation) => Record<string, unknown>;

/** Every resource: its list, its objects, and how they are made and removed. */
export function addResourceRoutes(app: FastifyInstance, context: RouteContext): void {
  for (const name of RESOURCE_NAMES) {
    const { paths, schema } = RESOURCES[name];
    const created = { summary: `Makes a ${schema}, or a list of them: all or none.`, body: `${schema}-create`, answer: schema };
    for (const path of paths) {
      app.get(`/${path}/`, { config: { doc: listDoc(name) } }, (request) => answerList(name, context, request));
      app.get<{ Params: { id: string } }>(`/${path}/:id/`, { config: { doc: { summary: `A ${schema}.`, answer: schema } } }, (request) => {
        const { expand, fields } = readListQuery(name, request.query as Filters);
        const stored = context.store.documents.get(name, request.tenant, request.params.id);
        return present(name, stored, { ...presentation(context, request), expand, fields });
      });
      app.delete<{ Params: { id: string } }>(
        `/${path}/:id/`,
        { config: { doc: { summary: `Removes a ${schema}.` } } },
        async (request, reply) => {
          context.store.documents.remove(name, request.tenant, request.params.id);
          return reply.code(204).send();
        },
      );
    }
    app.post(`/${paths[0]}/`, { config: { doc: created } }, (request, reply) => answerCreated(name, context, request, reply));
  }
  for (const name of ['tasks', 'assignments', 'groundTruthEvents'] as const) addViews(app, context, name);
}

/** Lists of an object's id with its data, or its files, alone. */
function addViews(app: FastifyInstance, context: RouteContext, name: ResourceName): void {
  const path = RESOURCES[name].paths.find((one) => one.startsWith('sdk/'))!;
  app.get(`/${path}/data/`, { config: { doc: listDoc(name) } }, (request) => answerList(name, context, request, showData));
  app.get(`/${path}/files/`, { config: { doc: listDoc(name) } }, (request) => answerList(name, context, request, showFiles));
}

const showData: View = ({ id, doc }) => ({ id, data: doc['data'] ?? null });
const showFiles: View = ({ id, doc }, seen) => ({ id, files: presentFiles(doc['data_unit'] as number | undefined, seen) });

function listDoc(name: ResourceName): RouteDoc {
  return { summary: `A page of each ${RESOURCES[name].schema} that all filters hold for.`, answer: 'page', filters: filtersOf(name) };
}

function answerList(name: ResourceName, context: RouteContext, request: FastifyRequest, view?: View): Record<string, unknown> {
  const query = readListQuery(name, request.query as Filters);
  const { count, items, next } = context.store.documents.list(name, request.tenant, query);
  const seen = { ...presentation(context, request), expand: query.expand, fields: query.fields };
  const show = view ?? ((stored: Stored): Record<string, unknown> => present(name, stored, seen));
  return {
    count,
    next: next === undefined ? null : nextUrl(context, request, next, count),
    results: items.map((stored) => show(stored, seen)),
  };
}

function nextUrl(context: RouteContext, request: FastifyRequest, id: number, count: number): string {
  const url = new URL(request.url, `${baseUrl(context, request)}/`);
  url.searchParams.set('cursor', writeCursor(id, count));
  return url.href;
}

/** One object, or a list of them: all or none. */
async function answerCreated(name: ResourceName, context: RouteContext, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { tenant } = request;
  const body = request.isMultipart() && RESOURCES[name].hasFile ? await readForm(request, context) : request.body;
  const show = (stored: Stored): unknown => present(name, stored, presentation(context, request));
  void reply.code(201);
  if (name === 'tasks' && hasTaskData(body)) {
    const { project, data }: TasksCreate = checkInput(checkTasksCreate, body);
    const tasks = data.map((one) => ({ project, ...one }));
    return createObjects(context.store, name, tenant, tasks, ['data']).map(show);
  }
  if (Array.isArray(body)) return createObjects(context.store, name, tenant, body, []).map(show);
  return show(createObjects(context.store, name, tenant, [body])[0]!);
}

function hasTaskData(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'data' in body && Array.isArray(body.data);
}
