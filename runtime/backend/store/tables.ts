import { RESOURCES, RESOURCE_NAMES, type ResourceName } from '../resource.ts';

/** The table of a resource: the last part of its address. */
export function tableOf(name: ResourceName): string {
  return RESOURCES[name].paths[0]!.split('/').at(-1)!;
}

/** Every table whose column `blob` says which file an object holds. */
export const TABLES_WITH_BLOBS: readonly string[] = [
  ...RESOURCE_NAMES.filter((name) => RESOURCES[name].hasFile === true).map(tableOf),
  'logs',
  'uploads',
];
