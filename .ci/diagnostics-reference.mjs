// generated/diagnostics.md: every diagnostic with its cause, its fix, and an example that a test holds to the letter.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { format } from 'oxfmt';

const FILE = 'generated/diagnostics.md';
/** What no folder of a repository can show. */
const NO_CASE = {
  PLUGIN_FOLDER_MISSING: 'config.yaml:1:1 error PLUGIN_FOLDER_MISSING\n  there is no folder "plugins/fruit"',
  FILE_TOO_LARGE: 'schemas/data.json:1:1 error FILE_TOO_LARGE\n  this file has 5242880 bytes; the limit is 4194304',
  CONFIG_PRINTER_MISSING: 'types: json-schema-to-typescript   # and the package is not installed',
  SCHEMA_TOO_DEEP: 'schemas/train.params.json:1:5000 error SCHEMA_TOO_DEEP\n  the schema is nested more than 250 levels deep',
  ZOD_NOT_EMITTED:
    'schemas/train.params.json:1:1 error ZOD_NOT_EMITTED\n  TrainParams cannot be said with zod: it has unevaluatedProperties',
  SCHEMA_NOT_COMPILED: 'schemas/train.params.json:1:1 error SCHEMA_NOT_COMPILED\n  no validator can be made of this schema: URI malformed',
};

const isCheck = process.argv.includes('--check');

const { stdout, status, stderr } = spawnSync(process.execPath, ['dist/cli.js', 'explain', '--format', 'json'], { encoding: 'utf8' });
if (status !== 0) throw new Error(stderr);
const codes = JSON.parse(stdout);
const examples = collectExamples();

const bare = codes.filter(({ code }) => !examples.has(code)).map(({ code }) => code);
if (bare.length > 0) throw new Error(`no example of ${bare.join(', ')}: add a case to test/cases`);

const { code: text } = await format(FILE, [intro(codes), ...codes.map(page)].join('\n'));
const old = existsSync(FILE) ? readFileSync(FILE, 'utf8') : '';
if (old === text) console.log(`unchanged   ${FILE}`);
else if (isCheck) {
  console.log(`${FILE} is not current: run npm run generate`);
  process.exitCode = 3;
} else {
  writeFileSync(FILE, text);
  console.log(`updated     ${FILE}`);
}

function intro(all) {
  return `# Diagnostics\n\nGenerated from the catalogue and from test/cases; do not edit. \`actionsmith explain <CODE>\` says the same.\n\n| code | | what is wrong |\n|---|---|---|\n${all
    .map(({ code, severity, title }) => `| [${code}](#${code.toLowerCase()}) | ${severity} | ${title} |\n`)
    .join('')}`;
}

function page({ code, severity, title, cause, fix }) {
  const example = examples.get(code);
  const shown = example === undefined ? '' : `\n\`\`\`text\n${example}\n\`\`\`\n`;
  return `## ${code}\n\n**${title}** (${severity}). ${cause}\n\n**Fix.** ${fix}\n${shown}`;
}

/** The first block of each code in the cases' expected texts; the shortest where there are several. */
function collectExamples() {
  const found = new Map();
  for (const name of readdirSync('test/cases').toSorted()) {
    const file = `test/cases/${name}/expected.txt`;
    if (!existsSync(file)) continue;
    for (const block of readFileSync(file, 'utf8').split('\n\n')) {
      const code = /^\S+ (?:error|warning|note) (\w+)$/m.exec(block)?.[1];
      const known = code && found.get(code);
      if (code && (known === undefined || block.length < known.length)) found.set(code, block.trimEnd());
    }
  }
  for (const [code, text] of Object.entries(NO_CASE)) if (!found.has(code)) found.set(code, text);
  return found;
}
