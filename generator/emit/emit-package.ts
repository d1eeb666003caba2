import type { PluginModel } from '../model/plugin-model.ts';

/** package.json of a plugin that has none, written once: without `type` Node would take generated code for CommonJS. */
export function emitPackage(plugin: PluginModel): string {
  return `${JSON.stringify({ name: plugin.code, version: plugin.version, private: true, type: 'module' }, null, 2)}\n`;
}
