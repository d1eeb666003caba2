import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { actionSchemas, type FixtureAction } from './fixture-schemas.ts';

/** Writes a plugin of `count` actions into `folder`: config.yaml, and a schema file for params and result of each, and for outputs of steps. The same count gives the same bytes. */
export function writeFixture(folder: string, count: number): FixtureAction[] {
  const actions = Array.from({ length: count }, (_, at) => actionSchemas(at));
  write(folder, 'config.yaml', printConfig(actions));
  for (const action of actions)
    for (const [path, schema] of Object.entries(action.schemas)) write(folder, path, `${JSON.stringify(schema, null, 2)}\n`);
  return actions;
}

function printConfig(actions: readonly FixtureAction[]): string {
  return [
    'name: Bench plugin',
    'code: bench_plugin',
    'version: 1.0.0',
    'category: custom',
    'env: { LOG_LEVEL: info }',
    '',
    'actions:',
    ...actions.flatMap(printAction),
    '',
  ].join('\n');
}

function printAction({ key, subject, steps }: FixtureAction): string[] {
  const lines = [
    `  ${key}:`,
    `    name: ${subject} ${key.split('_')[0]!}`,
    `    description: Works on every ${subject} of a project   # ${key}`,
    `    params: schemas/${key}.params.json`,
    `    result: schemas/${key}.result.json`,
  ];
  if (steps.length === 0) return lines;
  const printed = steps.flatMap((name, at) => [
    `      - name: ${name}`,
    `        weight: ${at + 1}`,
    `        output: schemas/${key}.${name}.json`,
    ...(at === 0 ? ['        timeout: 10m'] : [`        needs: [${steps[at - 1]!}]`]),
  ]);
  return [...lines, '    steps:', ...printed];
}

function write(folder: string, path: string, text: string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
