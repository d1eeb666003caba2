import type { Assignment } from '../../generated/backend/assignment/types.ts';
import type { AssignmentCreate } from '../../generated/backend/assignment-create/types.ts';
import type { DataCollection } from '../../generated/backend/data-collection/types.ts';
import type { DataCollectionCreate } from '../../generated/backend/data-collection-create/types.ts';
import type { DataFile } from '../../generated/backend/data-file/types.ts';
import type { DataFileCreate } from '../../generated/backend/data-file-create/types.ts';
import type { DataUnit } from '../../generated/backend/data-unit/types.ts';
import type { DataUnitCreate } from '../../generated/backend/data-unit-create/types.ts';
import type { GroundTruthDatasetVersion } from '../../generated/backend/ground-truth-dataset-version/types.ts';
import type { GroundTruthDatasetVersionCreate } from '../../generated/backend/ground-truth-dataset-version-create/types.ts';
import type { GroundTruthEvent } from '../../generated/backend/ground-truth-event/types.ts';
import type { GroundTruthEventCreate } from '../../generated/backend/ground-truth-event-create/types.ts';
import type { Job } from '../../generated/backend/job/types.ts';
import type { JobCreate } from '../../generated/backend/job-create/types.ts';
import type { Model } from '../../generated/backend/model/types.ts';
import type { ModelCreate } from '../../generated/backend/model-create/types.ts';
import type { Plugin } from '../../generated/backend/plugin/types.ts';
import type { PluginCreate } from '../../generated/backend/plugin-create/types.ts';
import type { PluginRelease } from '../../generated/backend/plugin-release/types.ts';
import type { PluginReleaseCreate } from '../../generated/backend/plugin-release-create/types.ts';
import type { Project } from '../../generated/backend/project/types.ts';
import type { ProjectCreate } from '../../generated/backend/project-create/types.ts';
import type { ServeApplication } from '../../generated/backend/serve-application/types.ts';
import type { ServeApplicationCreate } from '../../generated/backend/serve-application-create/types.ts';
import type { Storage } from '../../generated/backend/storage/types.ts';
import type { StorageCreate } from '../../generated/backend/storage-create/types.ts';
import type { Task } from '../../generated/backend/task/types.ts';
import type { TaskCreate } from '../../generated/backend/task-create/types.ts';

/** What a backend holds: of each resource the object as it is read, and what makes one. */
export interface ResourceTypes {
  readonly models: { readonly item: Model; readonly create: ModelCreate };
  readonly jobs: { readonly item: Job; readonly create: JobCreate };
  readonly storages: { readonly item: Storage; readonly create: StorageCreate };
  readonly projects: { readonly item: Project; readonly create: ProjectCreate };
  readonly dataCollections: { readonly item: DataCollection; readonly create: DataCollectionCreate };
  readonly dataFiles: { readonly item: DataFile; readonly create: DataFileCreate };
  readonly dataUnits: { readonly item: DataUnit; readonly create: DataUnitCreate };
  readonly tasks: { readonly item: Task; readonly create: TaskCreate };
  readonly assignments: { readonly item: Assignment; readonly create: AssignmentCreate };
  readonly groundTruthDatasetVersions: { readonly item: GroundTruthDatasetVersion; readonly create: GroundTruthDatasetVersionCreate };
  readonly groundTruthEvents: { readonly item: GroundTruthEvent; readonly create: GroundTruthEventCreate };
  readonly serveApplications: { readonly item: ServeApplication; readonly create: ServeApplicationCreate };
  readonly plugins: { readonly item: Plugin; readonly create: PluginCreate };
  readonly pluginReleases: { readonly item: PluginRelease; readonly create: PluginReleaseCreate };
}

export type ResourceName = keyof ResourceTypes;
export type ItemOf<N extends ResourceName> = ResourceTypes[N]['item'];
export type CreateOf<N extends ResourceName> = ResourceTypes[N]['create'];

/** `equal`: one of the values that are given, with commas between. `member`: one of them is in the list that the object has. */
export type FilterKind = 'equal' | 'member';

/** What the implementations of a backend, and its server, know of a resource. */
export interface Resource {
  /** Its address below the backend's, without slashes around it; the first is the one that our client asks. */
  readonly paths: readonly string[];
  /** Its schema in schemas/backend, and with `-create` that of what makes one. */
  readonly schema: string;
  /** Fields of the object that a list can be filtered by. */
  readonly filters: Readonly<Record<string, FilterKind>>;
  /** Fields that name an object of another resource. It must be there; `expand` shows it in the place of its id. */
  readonly references?: Readonly<Record<string, ResourceName>>;
  /** It has a name of its own that it is found by, besides its number: made of these fields, with @ between. */
  readonly key?: readonly string[];
  /** The name is its id. */
  readonly isNamed?: true;
  /** It holds a file. */
  readonly hasFile?: true;
}

/** Every resource: address, filters and what it refers to. Facts of the REST API that other clients of it rely on. */
export const RESOURCES: Readonly<Record<ResourceName, Resource>> = {
  models: {
    paths: ['models'],
    schema: 'model',
    filters: { name: 'equal', plugin: 'equal', version: 'equal', checkpoint: 'equal' },
    references: { checkpoint: 'models' },
    hasFile: true,
  },
  jobs: {
    paths: ['jobs'],
    schema: 'job',
    filters: { status: 'equal', plugin: 'equal', plugin_release: 'equal', action: 'equal' },
    references: { plugin_release: 'pluginReleases' },
    key: ['id'],
    isNamed: true,
  },
  storages: { paths: ['storages'], schema: 'storage', filters: { category: 'equal', provider: 'equal', is_default: 'equal' } },
  projects: {
    paths: ['projects'],
    schema: 'project',
    filters: { name: 'equal', category: 'equal', data_collection: 'equal' },
    references: { data_collection: 'dataCollections' },
  },
  dataCollections: {
    paths: ['data_collections'],
    schema: 'data-collection',
    filters: { name: 'equal', category: 'equal', project: 'equal' },
    references: { project: 'projects' },
  },
  dataFiles: { paths: ['data_files'], schema: 'data-file', filters: { filename: 'equal' }, hasFile: true },
  dataUnits: {
    paths: ['data_units'],
    schema: 'data-unit',
    filters: { data_collection: 'equal', groups: 'member' },
    references: { data_collection: 'dataCollections' },
  },
  tasks: {
    paths: ['tasks', 'sdk/tasks'],
    schema: 'task',
    filters: { project: 'equal', data_unit: 'equal', status_label: 'equal', status_review: 'equal', is_discarded: 'equal', tags: 'member' },
    references: { project: 'projects', data_unit: 'dataUnits' },
  },
  assignments: {
    paths: ['assignments', 'sdk/assignments'],
    schema: 'assignment',
    filters: {
      project: 'equal',
      task: 'equal',
      user: 'equal',
      data_unit: 'equal',
      status_label: 'equal',
      status_review: 'equal',
      is_discarded: 'equal',
      tags: 'member',
    },
    references: { project: 'projects', task: 'tasks', data_unit: 'dataUnits' },
  },
  groundTruthDatasetVersions: {
    paths: ['ground_truth_dataset_versions'],
    schema: 'ground-truth-dataset-version',
    filters: { ground_truth_dataset: 'equal', category: 'equal', is_archived: 'equal', is_retired: 'equal' },
  },
  groundTruthEvents: {
    paths: ['sdk/ground_truth_events', 'ground_truths'],
    schema: 'ground-truth-event',
    filters: {
      ground_truth: 'equal',
      ground_truth_dataset: 'equal',
      ground_truth_dataset_versions: 'member',
      category: 'equal',
      data_unit: 'equal',
    },
    references: { data_unit: 'dataUnits', ground_truth_dataset_versions: 'groundTruthDatasetVersions' },
  },
  serveApplications: {
    paths: ['serve_applications'],
    schema: 'serve-application',
    filters: { job: 'equal', name: 'equal', status: 'equal', plugin_release: 'equal' },
    references: { job: 'jobs', plugin_release: 'pluginReleases' },
  },
  plugins: { paths: ['plugins'], schema: 'plugin', filters: { code: 'equal', category: 'equal' }, key: ['code'] },
  pluginReleases: {
    paths: ['plugin_releases'],
    schema: 'plugin-release',
    filters: { plugin: 'equal', version: 'equal', debug: 'equal' },
    references: { plugin: 'plugins' },
    key: ['plugin', 'version'],
    hasFile: true,
  },
};

export const RESOURCE_NAMES: readonly ResourceName[] = Object.keys(RESOURCES) as ResourceName[];
