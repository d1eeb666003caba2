/** What compiled validators call. Generated code imports it by name, so that a bundle has only what it uses. */
export * from '../../validation/formats/index.ts';
export { addError } from '../../validation/compiled-validate.ts';
export { countStep } from '../../validation/count-step.ts';
export { findTwin } from '../../validation/keywords/find-twin.ts';
export { isMultipleOf } from '../../validation/keywords/is-multiple-of.ts';
export { equal } from '../../validation/keywords/equal.ts';
export { ucs2length } from '../../validation/keywords/ucs2-length.ts';
