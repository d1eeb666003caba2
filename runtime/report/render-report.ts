import { dirname } from 'node:path';
import type { RunContent } from '../history/read-run.ts';
import { durationOf } from '../history/stored-run.ts';
import { failure } from './failure.ts';
import { header, statusWord } from './header.ts';
import { markup, type Html } from './html.ts';
import { factList } from './fact-list.ts';
import { keptFiles } from './kept-files.ts';
import { log } from './log.ts';
import { metrics, tiles } from './metrics.ts';
import { renderPage } from './page.ts';
import { progress } from './progress.ts';
import { renderSection, type Section } from './section.ts';
import { timeline } from './timeline.ts';
import { tree } from './tree.ts';

const MOST_TILES = 12;

/**
 * A run as one page that needs nothing else: no network, no other file. Everything of the run enters it as text. The whole of it works without script;
 * with it, curves can be read off and the log can be searched.
 */
export async function renderReport(run: RunContent): Promise<string> {
  const { record, status } = run;
  const sections = (await sectionsOf(run)).filter((section): section is Section => section !== undefined);
  return renderPage({
    title: `${record.action} ${statusWord(status)} – ${record.plugin}`,
    body: markup`${header(run)}
      <nav aria-label="Contents">
        <ul>
          ${sections.map(({ id, title }) => markup`<li><a href="#${id}">${title}</a></li>`)}
        </ul>
      </nav>
      <main>${sections.map(renderSection)}</main>
      <footer>
        <p>
          Run <code>${record.id}</code>, written by actionsmith ${record.tool}. This page holds everything that it shows, and asks no
          network for anything.
        </p>
      </footer>`,
  });
}

async function sectionsOf(run: RunContent): Promise<(Section | undefined)[]> {
  const { error, result, params, summary, files, record } = run;
  const plugin = pluginFolder(run);
  const span = { from: record.startedAt, to: record.startedAt + Math.max(1, durationOf(run)) };
  const fields = Object.keys((params ?? {}) as object).length;
  return [
    error && { id: 'error', title: 'Error', body: failure(error, plugin) },
    result !== undefined && result !== null ? { id: 'result', title: 'Result', body: resultOf(result) } : undefined,
    summary.steps.length > 0 ? { id: 'steps', title: 'Steps', note: stepsNote(run), body: timeline(summary.steps, span) } : undefined,
    Object.keys(summary.metrics).length > 0 ? { id: 'metrics', title: 'Metrics', body: metrics(summary) } : undefined,
    summary.progress.length > 0 ? { id: 'progress', title: 'Progress', body: progress(summary.progress) } : undefined,
    {
      id: 'params',
      title: 'Params',
      body: fields > 0 ? markup`<div class="columns">${tree(params)}</div>` : markup`<p class="quiet">None.</p>`,
    },
    summary.count > 0 ? { id: 'log', title: 'Log', note: `${summary.count} events`, body: await log(run) } : undefined,
    files.length > 0 ? { id: 'files', title: 'Files', body: keptFiles({ ...run, plugin }) } : undefined,
    { id: 'environment', title: 'Environment', body: environment(run) },
  ];
}

/** Numbers on top, where people look first; the rest below. */
function resultOf(result: unknown): Html {
  const fields = typeof result === 'object' && result !== null && !Array.isArray(result) ? Object.entries(result) : [];
  const glance = fields.filter(([, value]) => typeof value === 'number' || typeof value === 'boolean').slice(0, MOST_TILES);
  if (glance.length === 0) return tree(result);
  const shown = new Set(glance.map(([name]) => name));
  const rest = fields.filter(([name]) => !shown.has(name));
  return markup`${tiles(glance)}${rest.length > 0 && tree(Object.fromEntries(rest), 0)}`;
}

function stepsNote({ summary: { steps } }: RunContent): string {
  const done = steps.filter(({ status }) => status === 'finished' || status === 'restored').length;
  return `${done} of ${steps.length} finished`;
}

function environment(run: RunContent): Html {
  const { record, folder } = run;
  const { job, resumes } = record;
  const facts: [string, string][] = [
    ['Machine', `${record.host}, ${record.platform}`],
    ['Node', record.node],
    ['actionsmith', record.tool],
    ['Process', String(record.pid)],
    ['Folder', folder],
    ...(job === undefined ? [] : ([['Job', `${job.id} on ${job.address}`]] satisfies [string, string][])),
    ...(resumes === undefined ? [] : ([['Goes on with', resumes]] satisfies [string, string][])),
  ];
  const variables = Object.entries(record.env);
  return markup`${factList(facts)}
    ${
      variables.length > 0 &&
      markup`<h3>Variables of the run</h3>
        ${tree(Object.fromEntries(variables))}`
    }`;
}

/** The run's folder is <plugin>/.actionsmith/runs/<id>. */
function pluginFolder({ folder }: RunContent): string {
  return dirname(dirname(dirname(folder)));
}
