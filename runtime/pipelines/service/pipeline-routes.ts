import type { FastifyInstance } from 'fastify';
import { checkPipelineCreate } from '../../../generated/pipeline-service/pipeline-create/validators.ts';
import { checkRunCreate } from '../../../generated/pipeline-service/run-create/validators.ts';
import { checkInput } from '../../backend/store/check-input.ts';
import { type Query, readRange, type RouteContext } from './route-context.ts';

type OfId = { Params: { id: string } };
type Listed = { Querystring: Query };

/** Pipelines, and what begins a run of one. A list says in `X-Total-Count` how many there are. */
export function addPipelineRoutes(app: FastifyInstance, { store }: RouteContext): void {
  app.post(
    '/api/v1/pipelines/',
    { config: { doc: { summary: 'Makes a pipeline.', body: 'pipeline-create', answer: 'pipeline' } } },
    (request, reply) => reply.code(201).send(store.create(request.tenant, checkInput(checkPipelineCreate, request.body))),
  );
  app.get<Listed>(
    '/api/v1/pipelines/',
    { config: { doc: { summary: 'Pipelines, the newest first.', filters: ['skip', 'limit'] } } },
    (request, reply) =>
      reply.header('X-Total-Count', store.count(request.tenant)).send(store.list(request.tenant, readRange(request.query))),
  );
  app.get<OfId>('/api/v1/pipelines/:id', { config: { doc: { summary: 'A pipeline.', answer: 'pipeline' } } }, (request) =>
    store.get(request.tenant, request.params.id),
  );
  app.delete<OfId>('/api/v1/pipelines/:id', { config: { doc: { summary: 'Removes a pipeline and its runs.' } } }, (request, reply) => {
    store.remove(request.tenant, request.params.id);
    return reply.code(204).send();
  });
  app.post<OfId>(
    '/api/v1/pipelines/:id/runs/',
    { config: { doc: { summary: 'Makes a run of a pipeline.', body: 'run-create', answer: 'pipeline-run' } } },
    (request, reply) => {
      const pipeline = store.get(request.tenant, request.params.id);
      return reply.code(201).send(store.runs.create(request.tenant, pipeline, checkInput(checkRunCreate, request.body ?? {})));
    },
  );
}
