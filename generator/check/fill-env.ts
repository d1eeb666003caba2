import type { PluginConfig } from '../../generated/plugin-config/types.ts';
import type { CheckContext, Spot } from './check-context.ts';

/** The config with an env of texts only. Numbers and booleans become what the author wrote, `1.0` stays `1.0`; a note says so. */
export function fillEnv(config: PluginConfig, root: Spot, context: CheckContext): PluginConfig {
  if (!config.env) return config;
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(config.env)) {
    const spot = root.at('env', name);
    env[name] = typeof value === 'string' ? value : (spot.document.source(spot.pointer) ?? String(value));
    if (typeof value !== 'string') context.report('CONFIG_ENV_NOT_TEXT', { name, text: env[name] }, spot, `write "${env[name]}"`);
  }
  return { ...config, env };
}
