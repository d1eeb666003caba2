/** What compiled validators call. Generated code imports it by name, so that a bundle has only what it uses. */
export * from '../../validation/formats/index.ts';
export { addError, joinErrors } from '../../validation/compiled-validate.ts';
export { countStep } from '../../validation/count-step.ts';
export { Evaluated } from '../../validation/keywords/evaluated.ts';
export { findTwin } from '../../validation/keywords/find-twin.ts';
export { isMultipleOf } from '../../validation/keywords/is-multiple-of.ts';
export { pointerPart } from '../../validation/keywords/pointer-part.ts';
export { equal } from '../../validation/keywords/equal.ts';
export { settleDefaults } from '../../validation/settle-defaults.ts';
export { ucs2length } from '../../validation/keywords/ucs2-length.ts';
