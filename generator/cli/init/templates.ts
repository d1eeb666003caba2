import type { View } from '../../emit/render.ts';
import baseAction from './base/action.ts.hbs';
import baseTest from './base/test.ts.hbs';
import baseConfig from './base/config.yaml.hbs';
import params from './base/params.json.hbs';
import result from './base/result.json.hbs';
import gitignore from './common/gitignore.hbs';
import packageJson from './common/package.json.hbs';
import readme from './common/README.md.hbs';
import tsconfig from './common/tsconfig.json.hbs';
import stepsAction from './steps/action.ts.hbs';
import stepsConfig from './steps/config.yaml.hbs';
import sortValuesSchema from './steps/sort-values.json.hbs';
import stepsTest from './steps/test.ts.hbs';
import sortValues from './steps/sort-values.ts.hbs';
import summarise from './steps/summarise.ts.hbs';

type Template = (view: View) => string;

const COMMON: Readonly<Record<string, Template>> = {
  '.gitignore': gitignore,
  'README.md': readme,
  'package.json': packageJson,
  'tsconfig.json': tsconfig,
  'schemas/describe.params.json': params,
  'schemas/describe.result.json': result,
};

export type TemplateName = 'base' | 'steps';

/** Name → path in the new plugin → text. A specialised base adds its template here when it comes. */
export const TEMPLATES: Readonly<Record<TemplateName, Readonly<Record<string, Template>>>> = {
  base: { ...COMMON, 'config.yaml': baseConfig, 'src/actions/describe.ts': baseAction, 'test/describe.test.ts': baseTest },
  steps: {
    ...COMMON,
    'config.yaml': stepsConfig,
    'schemas/describe.sort-values.json': sortValuesSchema,
    'src/actions/describe.ts': stepsAction,
    'src/steps/describe/sort-values.ts': sortValues,
    'src/steps/describe/summarise.ts': summarise,
    'test/describe.test.ts': stepsTest,
  },
};
