export { printTypesJstt } from './print-types-jstt.ts';
