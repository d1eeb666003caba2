import { PipelineService } from '../../pipelines/client/pipeline-service.ts';

/** What every command about pipelines takes. */
export interface ServiceOptions {
  /** Of the pipeline service. */
  readonly service: string;
  readonly token?: string;
  readonly json?: boolean;
}

export const DEFAULT_SERVICE = 'http://127.0.0.1:8100';

/** Does something with the service, and lets its connections go. */
export async function withService<T>({ service, token }: ServiceOptions, work: (client: PipelineService) => Promise<T>): Promise<T> {
  const client = new PipelineService({ url: service, token: token ?? process.env['ACTIONSMITH_PIPELINES_TOKEN'] });
  try {
    return await work(client);
  } finally {
    client.close();
  }
}
