export { bundleValidator, type BundleValidatorOptions } from './bundle-validator.ts';
export { printValidators, type PrintValidatorsOptions, type ValidatorRoot } from './print-validators.ts';
