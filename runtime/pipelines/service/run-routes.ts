import type { FastifyInstance } from 'fastify';
import { checkCheckpointCreate } from '../../../generated/pipeline-service/checkpoint-create/validators.ts';
import { checkLogEntries } from '../../../generated/pipeline-service/log-entries/validators.ts';
import { checkProgressReport } from '../../../generated/pipeline-service/progress-report/validators.ts';
import { checkRunUpdate } from '../../../generated/pipeline-service/run-update/validators.ts';
import { answerEvents } from '../../backend/server/server-sent-events.ts';
import { checkInput } from '../../backend/store/check-input.ts';
import { hasEnded } from './apply-change.ts';
import { readTime } from './read-time.ts';
import type { LogFilter } from './run-logs.ts';
import { type Query, readNumber, readRange, readText, refused, type RouteContext } from './route-context.ts';

type OfId = { Params: { id: string } };
type OfAction = { Params: { id: string; action: string } };
type Listed = { Querystring: Query };

const STATUSES = ['pending', 'running', 'completed', 'failed', 'cancelled'];

/** Runs: how far they are, what they left, and their logs. */
export function addRunRoutes(app: FastifyInstance, context: RouteContext): void {
  addRuns(app, context);
  addProgress(app, context);
  addCheckpoints(app, context);
  addLogs(app, context);
}

function addRuns(app: FastifyInstance, { store }: RouteContext): void {
  app.get<Listed>(
    '/api/v1/runs/',
    { config: { doc: { summary: 'Runs, the newest first.', filters: ['status_filter', 'skip', 'limit'] } } },
    (request, reply) => {
      const status = readText(request.query, 'status_filter');
      if (status !== undefined && !STATUSES.includes(status)) throw refused('status_filter', `must be one of ${STATUSES.join(', ')}`);
      const runs = store.runs.list(request.tenant, readRange(request.query), status);
      return reply.header('X-Total-Count', store.runs.count(request.tenant, status)).send(runs);
    },
  );
  app.get<OfId>('/api/v1/runs/:id', { config: { doc: { summary: 'A run.', answer: 'pipeline-run' } } }, ({ tenant, params }) =>
    store.runs.get(tenant, params.id),
  );
  app.patch<OfId>(
    '/api/v1/runs/:id',
    { config: { doc: { summary: 'How a run went; 409 once it has ended otherwise.', body: 'run-update', answer: 'pipeline-run' } } },
    ({ tenant, params, body }) => store.runs.update(tenant, params.id, checkInput(checkRunUpdate, body)),
  );
  app.post<OfId>(
    '/api/v1/runs/:id/resume',
    { config: { doc: { summary: 'Begins another attempt of a run that failed or was cancelled.', answer: 'pipeline-run' } } },
    ({ tenant, params }) => store.runs.resume(tenant, params.id),
  );
  app.delete<OfId>('/api/v1/runs/:id', { config: { doc: { summary: 'Removes a run.' } } }, ({ tenant, params }, reply) => {
    store.runs.remove(tenant, params.id);
    return reply.code(204).send();
  });
}

function addProgress(app: FastifyInstance, { store, stopping }: RouteContext): void {
  app.post<OfId>(
    '/api/v1/runs/:id/progress',
    {
      config: {
        doc: { summary: 'What has changed; late and doubled reports change nothing.', body: 'progress-report', answer: 'pipeline-run' },
      },
    },
    ({ tenant, params, body }) => {
      const report = checkInput(checkProgressReport, body);
      return store.group.write(() => store.runs.report(tenant, params.id, report));
    },
  );
  app.get<OfId>(
    '/api/v1/runs/:id/progress',
    { config: { doc: { summary: 'How far a run is.', answer: 'run-progress' } } },
    ({ tenant, params }) => store.runs.progress(tenant, params.id),
  );
  app.get<OfId>(
    '/api/v1/runs/:id/progress/stream',
    {
      config: {
        doc: {
          summary: 'How far a run is, as server-sent events: after each change, until it has ended. Last-Event-ID goes on behind one.',
        },
      },
    },
    async ({ tenant, params, headers }, reply) => {
      store.runs.get(tenant, params.id);
      const last = headers['last-event-id'];
      const after = last === undefined ? undefined : Number(last) || 0;
      await answerEvents(reply, stopping, async function* (signal) {
        for await (const { id, progress } of store.runs.watch(tenant, params.id, { signal, after }))
          yield { id, event: hasEnded(progress) ? progress.status : 'progress', data: progress };
      });
    },
  );
}

function addCheckpoints(app: FastifyInstance, { store: { checkpoints, group } }: RouteContext): void {
  app.post<OfId>(
    '/api/v1/runs/:id/checkpoints/',
    { config: { doc: { summary: 'What a finished action left.', body: 'checkpoint-create', answer: 'checkpoint' } } },
    async ({ tenant, params, body }, reply) => {
      const checkpoint = checkInput(checkCheckpointCreate, body);
      return reply.code(201).send(await group.write(() => checkpoints.put(tenant, params.id, checkpoint)));
    },
  );
  app.get<OfId>(
    '/api/v1/runs/:id/checkpoints/',
    { config: { doc: { summary: 'The checkpoints of a run, in the order of its actions.' } } },
    ({ tenant, params }) => checkpoints.list(tenant, params.id),
  );
  app.get<OfId>(
    '/api/v1/runs/:id/checkpoints/latest',
    { config: { doc: { summary: 'That of the action that is the furthest.', answer: 'checkpoint' } } },
    ({ tenant, params }) => checkpoints.latest(tenant, params.id),
  );
  app.get<OfAction>(
    '/api/v1/runs/:id/checkpoints/:action',
    { config: { doc: { summary: 'That of an action.', answer: 'checkpoint' } } },
    ({ tenant, params }) => checkpoints.get(tenant, params.id, params.action),
  );
}

function addLogs(app: FastifyInstance, { store, limits, stopping }: RouteContext): void {
  app.post<OfId>(
    '/api/v1/runs/:id/logs/',
    { bodyLimit: limits.logBytes, config: { doc: { summary: 'Lines of the log of a run, all or none.', body: 'log-entries' } } },
    async ({ tenant, params, body }, reply) => {
      const entries = checkInput(checkLogEntries, body);
      return reply.code(201).send(await store.group.write(() => store.logs.add(tenant, params.id, entries)));
    },
  );
  app.get<OfId & Listed>(
    '/api/v1/runs/:id/logs/',
    { config: { doc: { summary: 'The log of a run.', filters: ['action_name', 'level', 'since', 'after', 'limit'] } } },
    ({ tenant, params, query }) => store.logs.list(tenant, params.id, readFilter(query)),
  );
  app.get<OfId>(
    '/api/v1/runs/:id/logs/stream',
    { config: { doc: { summary: 'The log of a run as server-sent events, until it has ended. Last-Event-ID goes on behind a line.' } } },
    async ({ tenant, params, headers }, reply) => {
      store.runs.get(tenant, params.id);
      const after = Number(headers['last-event-id'] ?? 0) || 0;
      await answerEvents(reply, stopping, async function* (signal) {
        for await (const entry of store.logs.tail(tenant, params.id, signal, after)) yield { id: entry.id, event: 'log', data: entry };
        if (!signal.aborted) yield { event: 'complete', data: {} };
      });
    },
  );
}

function readFilter(query: Query): LogFilter {
  const since = readText(query, 'since');
  const time = since === undefined ? undefined : readTime(since);
  if (since !== undefined && time === undefined) throw refused('since', 'must be a time, such as 2026-01-31T12:00:00Z');
  return {
    action: readText(query, 'action_name'),
    level: readText(query, 'level'),
    since: time,
    after: readNumber(query, 'after', 0),
    limit: Math.min(readNumber(query, 'limit', 1_000), 10_000),
  };
}
