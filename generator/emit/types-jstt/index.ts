export { hasJstt, JSTT, printTypesJstt } from './print-types-jstt.ts';
