import { createRequire } from 'node:module';
import type { PluginConfig } from '../../generated/plugin-config/types.ts';
import type { CheckContext, Spot } from './check-context.ts';

/** The second printer of types is an optional peer: who chooses it installs it. `isInstalled` is for tests. */
export function checkTypesPrinter(
  { types }: PluginConfig,
  spot: Spot,
  context: CheckContext,
  isInstalled: (name: string) => boolean = isThere,
): void {
  if (types !== 'json-schema-to-typescript' || isInstalled(types)) return;
  context.report('CONFIG_PRINTER_MISSING', { package: types }, spot.at('types'));
}

function isThere(name: string): boolean {
  try {
    return createRequire(import.meta.url).resolve(name) !== '';
  } catch {
    return false;
  }
}
