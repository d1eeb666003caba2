export { printValidators, type PrintValidatorsOptions, type ValidatorRoot } from './print-validators.ts';
