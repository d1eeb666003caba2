import { fileURLToPath } from 'node:url';
import { PluginEnvironment } from '../context/plugin-environment.ts';
import { Redactor } from '../redaction/redactor.ts';
import { suggest } from '../validation/suggest.ts';
import { DrivenStorage } from './driven-storage.ts';
import { parseStorageUrl, type StorageRecord } from './parse-storage-url.ts';
import { StorageConfiguration } from './storage-configuration.ts';
import type { StorageDriver } from './storage-driver.ts';
import { StorageError } from './storage-error.ts';
import type { Storage } from './storage.ts';

export interface OpenStorageOptions {
  /** Beside what an address says: region, endpoint, credentials as `env:NAME` or `file:/path`. */
  readonly configuration?: Readonly<Record<string, unknown>> | undefined;
  /** Where references lead; default: the environment of the process. */
  readonly env?: PluginEnvironment | undefined;
}

type Open = (configuration: StorageConfiguration) => Promise<StorageDriver>;

const PROVIDERS: Readonly<Record<string, Open>> = {
  file_system: openLocal,
  local: openLocal,
  amazon_s3: openS3,
  s3: openS3,
  minio: openS3,
  gcp: openGcs,
  gcs: openGcs,
  azure: openAzure,
  sftp: openSftp,
  http: openHttp,
  https: openHttp,
};

/** Guide: get_storage. Opens a backend's storage, or an address. Its library is loaded now, and asked nothing yet. Throws StorageError. */
export async function openStorage(storage: StorageRecord | string, options: OpenStorageOptions = {}): Promise<Storage> {
  const { provider, configuration } = typeof storage === 'string' ? parseStorageUrl(storage) : storage;
  const open = Object.hasOwn(PROVIDERS, provider) ? PROVIDERS[provider] : undefined;
  if (open === undefined) throw unknown(provider);
  const { env = PluginEnvironment.fromEnvironment() } = options;
  const values = new StorageConfiguration(provider, { ...configuration, ...options.configuration }, env);
  const driver = await open(values);
  const redactor = new Redactor(...values.secrets);
  return new DrivenStorage(driver, (text) => redactor.redactText(text));
}

async function openLocal(values: StorageConfiguration): Promise<StorageDriver> {
  const { LocalDriver } = await import('./drivers/local-driver.ts');
  const location = values.text('location');
  return new LocalDriver(location.startsWith('file:') ? fileURLToPath(location) : location);
}

async function openS3(values: StorageConfiguration): Promise<StorageDriver> {
  const { s3Driver } = await import('./drivers/s3-driver.ts');
  return s3Driver({
    bucket: values.text('bucket_name'),
    prefix: prefixOf(values),
    region: values.optional('region_name'),
    endpoint: values.optional('endpoint_url'),
    accessKey: values.secret('access_key'),
    secretKey: values.secret('secret_key'),
    sessionToken: values.secret('session_token'),
  });
}

async function openGcs(values: StorageConfiguration): Promise<StorageDriver> {
  const { gcsDriver } = await import('./drivers/gcs-driver.ts');
  return gcsDriver({
    bucket: values.text('bucket_name'),
    prefix: prefixOf(values),
    project: values.optional('project'),
    credentials: values.secretJson('credentials'),
    endpoint: values.optional('endpoint_url'),
  });
}

async function openAzure(values: StorageConfiguration): Promise<StorageDriver> {
  const { azureDriver } = await import('./drivers/azure-driver.ts');
  return azureDriver({
    account: values.text('account_name'),
    container: values.text('container_name'),
    prefix: prefixOf(values),
    accountKey: values.secret('account_key') ?? values.text('account_key'),
    endpoint: values.optional('endpoint_url'),
  });
}

async function openSftp(values: StorageConfiguration): Promise<StorageDriver> {
  const { sftpDriver } = await import('./drivers/sftp-driver.ts');
  const port = Number(values.optional('port') ?? 22);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw values.bad('port must be a whole number from 1 to 65535');
  return sftpDriver({
    host: values.text('host'),
    port,
    username: values.text('username'),
    password: values.secret('password'),
    privateKey: values.secretFile('private_key', (text) => text.includes('PRIVATE KEY')),
    passphrase: values.secret('private_key_passphrase'),
    root: values.optional('root_path') ?? '/',
    hostKey: values.optional('host_key'),
  });
}

async function openHttp(values: StorageConfiguration): Promise<StorageDriver> {
  const { HttpDriver } = await import('./drivers/http-driver.ts');
  const text = values.text('base_url');
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) throw values.bad('base_url must begin with http:// or https://');
  if (url.username !== '' || url.password !== '' || url.search !== '')
    throw values.bad('base_url must have no credentials and no query: give them as headers');
  return new HttpDriver({ url: url.href.replace(/\/*$/, '/'), headers: values.secretTexts('headers') });
}

/** Where in a bucket it begins: with a slash at the end, or empty. */
function prefixOf(values: StorageConfiguration): string {
  const prefix = (values.optional('prefix') ?? '').replaceAll(/^\/+|\/+$/g, '');
  return prefix === '' ? '' : `${prefix}/`;
}

function unknown(provider: string): StorageError {
  const known = Object.keys(PROVIDERS);
  const meant = suggest(provider, known);
  const way = meant === undefined ? `it must be one of ${known.join(', ')}` : `did you mean ${meant}?`;
  return new StorageError(`the provider ${JSON.stringify(provider)} of a storage is not known: ${way}`, { code: 'BAD_STORAGE' });
}
