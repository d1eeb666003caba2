import { createServer } from 'node:http';
import { PluginEnvironment } from '../../context/plugin-environment.ts';
import { RuntimeContext } from '../../context/runtime-context.ts';
import { runSecrets } from '../../context/run-secrets.ts';
import { ActionsmithError } from '../../errors/actionsmith-error.ts';
import { ConsoleLogger } from '../../logging/console-logger.ts';
import { otherContract } from '../../ray/worker/other-contract.ts';
import type { BundledAction } from '../../ray/worker/run-worker.ts';
import { BaseServeDeployment, type ServeDeploymentClass } from '../base-serve-deployment.ts';
import { Batcher } from '../http/batcher.ts';
import { ReplicaHandler } from '../http/replica-handler.ts';
import { loadReplicaModel } from '../models/load-replica-model.ts';
import { ReplicaModels } from '../models/replica-models.ts';
import { serveWith } from '../serving.ts';
import { makeTokenVerifier } from '../tokens/verify-token.ts';
import type { ServeFile } from './serve-file.ts';

export interface ReplicaOptions {
  readonly deployment: ServeDeploymentClass;
  readonly bundled: Pick<BundledAction, 'plugin' | 'name' | 'contractHash' | 'secrets' | 'resultValidation'>;
  readonly file: ServeFile;
  readonly env: Readonly<Record<string, string>>;
  readonly folder: string;
  /** Path of the Unix socket to listen on. */
  readonly socket: string;
}

export interface Replica {
  /** Takes no more requests, waits for those that are being answered, and lets go of the models. */
  close(): Promise<void>;
}

/** Makes the author's deployment, and answers its requests at the socket. Throws where it cannot: CONTRACT_MISMATCH, ROUTE_MISSING, BAD_TOKEN_KEY, … */
export async function startReplica({ deployment, bundled, file, env, folder, socket }: ReplicaOptions): Promise<Replica> {
  const other = otherContract(bundled, file);
  if (other !== undefined) throw other;
  const environment = new PluginEnvironment(env);
  const logger = new ConsoleLogger();
  const ctx = new RuntimeContext({ logger, env, secrets: runSecrets(bundled.secrets, environment), pluginFolder: folder });
  const { tokens, model, maxModels = 3, params } = file.bound;
  const verify = tokens && (await makeTokenVerifier(tokens, environment));
  const instance = make(deployment, params, ctx);
  const onFailure = (error: unknown, line: string): void => console.error(`${line}: ${ctx.redactor.redactText(stackOf(error))}`);
  const models = new ReplicaModels({
    capacity: maxModels,
    verify,
    model,
    load: async (key) => instance._getModel(await loadReplicaModel(key, { bound: file.bound, env: environment, folder, ctx })),
    unload: (loaded) => instance._unloadModel(loaded),
    onUnloadFailed: (error) => onFailure(error, 'a model was not let go of as it should be'),
  });
  const infer = (inputs: readonly unknown[]): readonly unknown[] | Promise<readonly unknown[]> => instance.infer(inputs);
  const batcher = file.batch && new Batcher(infer, file.batch);
  serveWith(instance, {
    modelOfRequest: () => models.ofRequest(),
    modelOfToken: (token) => models.ofToken(token),
    inferBatch: async (inputs) => (batcher === undefined ? infer(inputs) : batcher.infer(models.batchKey, inputs)),
  });
  const { routeChecks: checks } = deployment;
  const { redactor } = ctx;
  const checkHealth = (): void | Promise<void> => instance.checkHealth();
  const handler = new ReplicaHandler({
    models,
    verify,
    checks,
    redactor,
    resultValidation: bundled.resultValidation,
    checkHealth,
    onFailure,
  });
  instance.routes(handler.app as never);
  const missing = Object.keys(checks).find((route) => !handler.routes.has(route));
  if (missing !== undefined)
    throw new ActionsmithError(`${deployment.name} has no route ${missing}, which its contract names: add it in routes(app)`, {
      code: 'ROUTE_MISSING',
    });
  const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0 }, (request, response) => void handler.handle(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(socket, resolve);
  });
  return {
    async close(): Promise<void> {
      server.closeIdleConnections();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      await models.close();
    },
  };
}

function make(deployment: ServeDeploymentClass, params: unknown, ctx: RuntimeContext): BaseServeDeployment {
  if (typeof deployment?.prototype?.infer !== 'function')
    throw new ActionsmithError(
      `${String((deployment as { name?: string })?.name)} is no BaseServeDeployment: extend it, or the generated base`,
      {
        code: 'NO_DEPLOYMENT',
      },
    );
  return new deployment(params as never, ctx) as BaseServeDeployment;
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
