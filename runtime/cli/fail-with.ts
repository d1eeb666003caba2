import { PluginEnvironment } from '../context/plugin-environment.ts';
import { isActionsmithError } from '../errors/actionsmith-error.ts';
import { isRunCancelled } from '../errors/run-cancelled.ts';
import { jsonLine, makePrintable } from '../logging/make-printable.ts';
import { isOutputLost } from '../process/lost-output.ts';
import { Redactor } from '../redaction/redactor.ts';
import { secretsOfEnvironment } from '../redaction/secret-names.ts';
import { writeToStdout } from './keep-stdout.ts';
import { describeFailure, exitCodeFor, type FailureOptions, serializeFailure } from './report-failure.ts';

/**
 * Prints why a command failed, without the secrets of the environment and without characters that take effect in a terminal, and sets its exit code.
 * What is no error of the toolkit is its own bug, and is thrown on.
 */
export function failWith(thrown: unknown, { json }: { readonly json?: boolean }, placeOf?: FailureOptions['placeOf']): void {
  const error = new Redactor(...secretsOfEnvironment(new PluginEnvironment(process.env).toObject())).redactError(thrown);
  if (!isActionsmithError(error)) throw error;
  process.exitCode = exitCodeFor(error);
  if (isOutputLost() && isRunCancelled(error)) return;
  if (json) writeToStdout(jsonLine({ error: serializeFailure(error, { placeOf }) }));
  else for (const line of describeFailure(error, { placeOf }).join('\n').split('\n')) process.stderr.write(`${makePrintable(line)}\n`);
}
