/** One of many ways to write the class of an action in steps (load, fit, save) that lacks something. */
export interface AuthorVariant {
  readonly text: string;
  readonly what: string;
}

interface Names {
  /** `A1`: the stem of the action, of the generated names. */
  readonly stem: string;
  /** `a1`: its folder. */
  readonly folder: string;
}

const HEADS = ['', '// A licence.\n\n', '#!/usr/bin/env node\n', "'use strict';\n", '/* one */ /* two */\n'];
const IMPORTS = [
  ({ stem, folder }: Names) => [`import { ${stem}ActionBase } from '../../generated/${folder}/action.js';`, `${stem}ActionBase`],
  ({ stem, folder }: Names) => [
    `import {\n  ${stem}ActionBase, // base\n} from "../../generated/${folder}/action.js" // odd`,
    `${stem}ActionBase`,
  ],
  ({ stem, folder }: Names) => [
    `import { ${stem}ActionBase as Base, type ${stem}Result as R } from '../../generated/${folder}/action.js';`,
    'Base',
  ],
  ({ stem, folder }: Names) => [`import * as generated from '../../generated/${folder}/action.js';`, `generated.${stem}ActionBase`],
] as const;
const CLASSES = [
  (name: string, base: string, body: string) => `export class ${name} extends ${base} {${body}}`,
  (name: string, base: string, body: string) => `class ${name} extends ${base} {${body}}\n\nexport { ${name} }`,
  (name: string, base: string, body: string) => `export const ${name} = class extends ${base} {${body}};`,
  (name: string, base: string, body: string) => `export default class ${name} extends ${base} {${body}}`,
  (name: string, base: string, body: string) => `class ${name}   extends ${base}\n{${body}}`,
  (name: string, base: string, body: string) =>
    `function tag<T>(value: T, _context: ClassDecoratorContext): T {\n  return value;\n}\n\n@tag // why\nexport class ${name} extends ${base} {${body}}`,
  (name: string, base: string, body: string) =>
    `abstract class Own extends ${base} {\n  protected helper(): number { return 1 }\n}\n\n/** Mine. */\nexport class ${name} extends Own {${body}}`,
  (name: string, base: string, body: string) => `class Inner extends ${base} {${body}}\nexport { Inner as ${name} };`,
] as const;
const STEPS = [
  () => '',
  () => 'override createSteps() {\n    return { load: new LoadStep() };\n  }',
  () => 'protected override createSteps() {\n    return {\n      load: new LoadStep(), // first\n    };\n  }',
  () =>
    'protected override createSteps() {\n    return {\n      // all of them\n      load: new LoadStep() /* first */ // here\n      // none here\n    };\n  }',
  () =>
    "override createSteps() {\n    const steps = {\n      ['load']: new LoadStep(),\n      'fit': new FitStep()\n    };\n    return steps;\n  }",
  () => 'override createSteps() { return ({ load: new LoadStep(), fit: new FitStep(), }) }',
  () =>
    'override createSteps(): S\n  override createSteps() {\n    const other = () => { return {} };\n    void other;\n    return {load: new LoadStep(),\n      fit: new FitStep()}\n  }',
] as const;
const EXTRAS = [
  '',
  'count = 0',
  '/** Of my own. */\n  private readonly note: string = `a\n  b`;',
  'get twice(): number { return 2; }\n  // the end',
];
const ENDS = ['\n', '', '\n\n// bye', ' // bye\n'];
const UNITS = ['  ', '    ', '\t'];
const NEWLINES = ['\n', '\r\n'];

/** The variant of a number; neighbours differ in everything. */
export function authorVariant(index: number, names: Names): AuthorVariant {
  const pick = <T>(list: readonly T[], stride: number): T => list[(index + Math.floor(index / stride)) % list.length]!;
  const [importLine, base] = pick(IMPORTS, 5)(names) as [string, string];
  const steps = pick(STEPS, 11)();
  const extra = pick(EXTRAS, 3);
  const { stem, folder } = names;
  const imported = ['Load', 'Fit'].filter((step) => steps.includes(`new ${step}Step`));
  const imports = [
    importLine,
    ...imported.map((step) => `import { ${step}Step } from '../steps/${folder}/${step.toLowerCase()}.js';`),
    ...(steps.includes('(): S') ? [`import type { ${stem}Steps as S } from '../../generated/${folder}/steps.js';`] : []),
  ];
  const members = [steps, extra].filter((member) => member !== '');
  const isFlat = members.length === 0 || (index % 9 === 4 && members.every((member) => !member.includes('\n')));
  const body = isFlat ? members.map((member) => ` ${member} `).join('') : `\n  ${members.join('\n\n  ')}\n`;
  const code = `${pick(HEADS, 7)}${imports.join('\n')}\n\n${pick(CLASSES, 13)(`${stem}Action`, base, body)}${pick(ENDS, 2)}`;
  const indented = code.replaceAll(/^(?: {2})+/gm, (blanks) => pick(UNITS, 4).repeat(blanks.length / 2));
  const mark = index % 5 === 3 ? '\uFEFF' : '';
  return { text: mark + indented.replaceAll('\n', pick(NEWLINES, 6)), what: `${index}` };
}
