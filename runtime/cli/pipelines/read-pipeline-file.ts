import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { checkPipelineFile } from '../../../generated/pipeline-file/validators.ts';
import { bindAction } from '../../action/bind-action.ts';
import { ActionNotFoundError } from '../../errors/action-not-found-error.ts';
import { ActionsmithError, isActionsmithError } from '../../errors/actionsmith-error.ts';
import { findPlugin } from '../../discovery/find-plugin.ts';
import { loadPlugin } from '../../discovery/load-plugin.ts';
import { ActionPipeline } from '../../pipelines/action-pipeline.ts';
import type { PipelineAction } from '../../pipelines/pipeline-types.ts';
import { formatIssue } from '../../validation/format-issue.ts';
import { readParamsFile } from '../read-params-file.ts';

export interface ReadPipeline {
  readonly pipeline: ActionPipeline;
  /** What the file gives to the actions. */
  readonly params: Readonly<Record<string, unknown>>;
  /** The file's own path. */
  readonly file: string;
}

/** A pipeline out of a file of YAML or JSON. Throws PIPELINE_FILE_INVALID with file, line and column of everything that is wrong, and what loading a plugin throws. */
export async function readPipelineFile(path: string): Promise<ReadPipeline> {
  if (!existsSync(path)) throw new ActionsmithError(`there is no pipeline file ${path}`, { code: 'PIPELINE_FILE_INVALID' });
  const document = await readParamsFile(path);
  const placeOf = (parts: readonly (string | number)[], isKey = false): string => {
    const pointer = parts.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
    const span = document?.place(pointer, isKey ? 'key' : 'value').span;
    return [path, ...(span === undefined ? [] : [span.line, span.column])].join(':');
  };
  const checked = checkPipelineFile.check(document?.value ?? {});
  if (!checked.ok)
    throw invalid(
      checked.issues.map((issue) => `${placeOf(issue.path, issue.keyword === 'additionalProperties')}: ${formatIssue(issue, 'pipeline')}`),
    );
  const { name, description, plugin = '.', actions: listed, params = {} } = checked.value;
  const folder = dirname(resolve(path));
  const actions: PipelineAction[] = [];
  for (const [index, entry] of listed.entries()) {
    const { action, plugin: own = plugin } = typeof entry === 'string' ? { action: entry } : entry;
    const { registry } = await loadPlugin(findPluginFrom(folder, own));
    if (!registry.has(action))
      throw at(placeOf(['actions', index]), new ActionNotFoundError(action, registry.names(), registry.plugin.code));
    actions.push(bindAction(registry, action));
  }
  const pipeline = new ActionPipeline(actions as never, { name, ...(description !== undefined && { description }) }) as ActionPipeline;
  return { pipeline, params, file: resolve(path) };
}

/** A path counts from the pipeline's file; a code is looked up as everywhere. */
function findPluginFrom(folder: string, plugin: string): string {
  const there = resolve(folder, plugin);
  return existsSync(there) ? findPlugin(there) : findPlugin(plugin);
}

function at(place: string, error: Error): ActionsmithError {
  return new ActionsmithError(`${place}: ${error.message}`, {
    code: isActionsmithError(error) ? error.code : 'PIPELINE_FILE_INVALID',
    cause: error,
  });
}

function invalid(lines: readonly string[]): ActionsmithError {
  return new ActionsmithError(lines.join('\n'), { code: 'PIPELINE_FILE_INVALID' });
}
