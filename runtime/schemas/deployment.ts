import type {
  DeploymentParams as DeploymentParamsValue,
  DeploymentParamsInput as DeploymentParamsInputValue,
} from '../../generated/base/deployment.params/types.ts';
import { checkDeploymentParams } from '../../generated/base/deployment.params/validators.ts';
import type { Validator } from '../validation/validator.ts';

/** Guide: BaseDeploymentAction. What the deployment of a serve application takes. */
export const DeploymentParams: Validator<DeploymentParamsInputValue, DeploymentParamsValue> = checkDeploymentParams;
export type DeploymentParams = DeploymentParamsValue;
/** The same before defaults are filled in. */
export type DeploymentParamsInput = DeploymentParamsInputValue;
