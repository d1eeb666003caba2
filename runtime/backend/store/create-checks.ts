import { checkAssignmentCreate } from '../../../generated/backend/assignment-create/validators.ts';
import { checkDataCollectionCreate } from '../../../generated/backend/data-collection-create/validators.ts';
import { checkDataFileCreate } from '../../../generated/backend/data-file-create/validators.ts';
import { checkDataUnitCreate } from '../../../generated/backend/data-unit-create/validators.ts';
import { checkGroundTruthDatasetVersionCreate } from '../../../generated/backend/ground-truth-dataset-version-create/validators.ts';
import { checkGroundTruthEventCreate } from '../../../generated/backend/ground-truth-event-create/validators.ts';
import { checkJobCreate } from '../../../generated/backend/job-create/validators.ts';
import { checkModelCreate } from '../../../generated/backend/model-create/validators.ts';
import { checkPluginCreate } from '../../../generated/backend/plugin-create/validators.ts';
import { checkPluginReleaseCreate } from '../../../generated/backend/plugin-release-create/validators.ts';
import { checkProjectCreate } from '../../../generated/backend/project-create/validators.ts';
import { checkServeApplicationCreate } from '../../../generated/backend/serve-application-create/validators.ts';
import { checkStorageCreate } from '../../../generated/backend/storage-create/validators.ts';
import { checkTaskCreate } from '../../../generated/backend/task-create/validators.ts';
import type { Validator } from '../../validation/validator.ts';
import type { CreateOf, ResourceName } from '../resource.ts';

/** What makes an object of each resource, checked. */
export const CREATE_CHECKS: { readonly [N in ResourceName]: Validator<CreateOf<N>> } = {
  models: checkModelCreate,
  jobs: checkJobCreate,
  storages: checkStorageCreate,
  projects: checkProjectCreate,
  dataCollections: checkDataCollectionCreate,
  dataFiles: checkDataFileCreate,
  dataUnits: checkDataUnitCreate,
  tasks: checkTaskCreate,
  assignments: checkAssignmentCreate,
  groundTruthDatasetVersions: checkGroundTruthDatasetVersionCreate,
  groundTruthEvents: checkGroundTruthEventCreate,
  serveApplications: checkServeApplicationCreate,
  plugins: checkPluginCreate,
  pluginReleases: checkPluginReleaseCreate,
};
