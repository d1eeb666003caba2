import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { LinkToFile } from '../links.ts';
import { annotateTask, setTags, updateJob, writeLogs } from '../store/changes.ts';
import type { StoredEntry } from '../store/job-logs.ts';
import { present } from '../store/present.ts';
import { answerEvents } from './server-sent-events.ts';
import { linkToFile, presentation, type RouteContext } from './route-context.ts';

type OfId = { Params: { id: string } };

/** What a job reports, and who reads it; and the changes of tasks and assignments. */
export function addJobRoutes(app: FastifyInstance, context: RouteContext): void {
  const { store, limits } = context;
  app.patch<OfId>(
    '/jobs/:id/',
    { config: { doc: { summary: 'The state of a job: each part replaces the one before.', body: 'job-update', answer: 'job' } } },
    async (request) => {
      const job = await store.group.write(() => updateJob(store, request.tenant, request.params.id, request.body));
      return present('jobs', job, presentation(context, request));
    },
  );
  app.post(
    '/logs/',
    { bodyLimit: limits.logBytes, config: { doc: { summary: 'Entries of the logs of jobs, all or none.', body: 'log-entries' } } },
    async (request, reply) => {
      await writeLogs(store, request.tenant, request.body);
      return reply.code(201).send({});
    },
  );
  app.get<OfId & { Querystring: { after?: string } }>(
    '/jobs/:id/console_logs/',
    { config: { doc: { summary: 'The log of a job, in lines; `after` goes on behind an entry.', answer: 'page' } } },
    (request) => {
      store.documents.get('jobs', request.tenant, request.params.id);
      const after = Number(request.query.after ?? 0) || 0;
      const entries = store.logs.read(request.tenant, request.params.id, after, 1_000);
      const results = entries.map((entry) => lineOf(entry, linkToFile(context, request)));
      return { count: results.length, next: null, results };
    },
  );
  app.get<OfId>(
    '/jobs/:id/tail_console_logs/',
    { config: { doc: { summary: 'The log of a job as server-sent events, until the job has ended.' } } },
    (request, reply) => answerTail(context, request, reply),
  );
  app.put<OfId>(
    '/tasks/:id/annotate_task_data/',
    { config: { doc: { summary: 'The annotations of a task.', body: 'annotation', answer: 'task' } } },
    (request) => present('tasks', annotateTask(store, request.tenant, request.params.id, request.body), presentation(context, request)),
  );
  for (const name of ['tasks', 'assignments'] as const)
    app.post(`/${name}/set_tags/`, { config: { doc: { summary: 'Adds tags, or takes them away.', body: 'set-tags' } } }, (request) => {
      setTags(store, request.tenant, name, request.body);
      return {};
    });
}

/** The log as server-sent events: `Last-Event-ID` goes on behind an entry. Each event holds one of its own, as other clients expect it. */
async function answerTail(context: RouteContext, request: FastifyRequest<OfId>, reply: FastifyReply): Promise<void> {
  const { store, stopping } = context;
  const { tenant, params, headers } = request;
  store.documents.get('jobs', tenant, params.id);
  const after = Number(headers['last-event-id'] ?? 0) || 0;
  const link = linkToFile(context, request);
  await answerEvents(reply, stopping, async function* (signal) {
    yield { data: { type: 'connected' } };
    for await (const stored of store.logs.tail(tenant, params.id, { signal, after })) {
      const { message, ...entry } = lineOf(stored, link);
      const inner = `data: ${JSON.stringify({ type: 'log', message: `${message}\n` })}\n\n`;
      yield { id: stored.id, data: { type: 'log', data: inner, entry } };
    }
    yield { data: { type: 'complete' } };
  });
}

/** An entry with the line that a person reads. */
function lineOf({ id, entry, blob }: StoredEntry, link: LinkToFile): Record<string, unknown> & { message: string } {
  const { content } = entry.data;
  const message = typeof content === 'string' ? content : `${entry.event} ${JSON.stringify(entry.data)}`;
  const file = blob === null ? undefined : link({ sha256: blob, filename: 'file' });
  return { id, ...entry, ...(file !== undefined && { file }), message };
}
