import { basename } from 'node:path';
import type { BridgeErrorRecord } from '../../generated/bridge-record/types.ts';
import { ExecutionError } from '../errors/execution-error.ts';
import type { ScriptEnd } from './start-script.ts';

export interface ScriptFacts {
  readonly file: string;
  readonly interpreter: string;
  /** What the script said of its failure. */
  readonly error: BridgeErrorRecord | undefined;
  /** The last that it printed on stderr. */
  readonly printed: string;
}

/** Why a script failed: PYTHON_PACKAGE_MISSING, PYTHON_FAILED; undefined where it did not. */
export function describeEnd(end: ScriptEnd, { file, interpreter, error, printed }: ScriptFacts): ExecutionError | undefined {
  const { code, signal, isOfScript } = end;
  if (code === 0 && isOfScript) return undefined;
  const script = basename(file);
  const details = {
    ...(code !== null && { exitCode: code }),
    ...(signal !== null && { signal }),
    ...(error && { traceback: error.traceback }),
    stderr: printed,
  };
  if (error?.missing !== undefined)
    return new ExecutionError(packageMissing(script, error.missing, interpreter), { code: 'PYTHON_PACKAGE_MISSING', details });
  const how = error === undefined ? describeHow(end, script, interpreter) : `${script} failed: ${error.message}`;
  const shown = error?.traceback ?? printed;
  return new ExecutionError(shown === '' ? how : `${how}\n${indent(shown)}`, { code: 'PYTHON_FAILED', details });
}

function packageMissing(script: string, name: string, interpreter: string): string {
  return (
    `${script} needs the Python package ${JSON.stringify(name)}, which ${interpreter} does not have: install it there ` +
    `(${interpreter} -m pip install …); on a cluster, name it in requirements.txt of the plugin, or in runtime_env of config.yaml`
  );
}

function describeHow({ code, signal, isOfScript }: ScriptEnd, script: string, interpreter: string): string {
  if (!isOfScript && signal === null)
    return `${interpreter} ended with exit code ${code} and did not run ${script}: is it a Python >= 3.8?`;
  if (!isOfScript) return `${script} was ended, because the process that keeps it was killed by ${signal}`;
  if (signal === null) return `${script} ended with exit code ${code}`;
  return `${script} was killed by ${signal}${signal === 'SIGKILL' ? ', as the system does when memory runs out' : ''}`;
}

function indent(text: string): string {
  return text.trimEnd().replaceAll(/^/gm, '  ');
}
