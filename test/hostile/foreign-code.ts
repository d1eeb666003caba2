import { parseAst } from 'vitest/node';

/** What an emitted file may name without declaring it. */
const GLOBALS = new Set(
  'undefined Array Object Number String RegExp Set Map Math Promise Record Readonly ReadonlyArray isFinite isNaN NaN Infinity const Pick'.split(
    ' ',
  ),
);
const STATEMENTS = new Set([
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'VariableDeclaration',
  'FunctionDeclaration',
  'ClassDeclaration',
  'TSInterfaceDeclaration',
  'TSTypeAliasDeclaration',
  'EmptyStatement',
]);

const FOREIGN = new Set(['TaggedTemplateExpression', 'Decorator', 'WithStatement', 'YieldExpression', 'DebuggerStatement']);

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

/**
 * What is in a file that we would not have written: a statement of a kind that we do not write, an import from elsewhere, a name that the file
 * does not declare. Text of a contract can only be in strings, comments, keys and members. Empty for a clean file; throws where it does not parse.
 */
export function foreignCode(text: string): string[] {
  const program = parseAst(text, { lang: 'ts' }) as unknown as { body: Node[] };
  const found = program.body.filter((statement) => !isOurs(statement)).map(({ type }) => `a statement ${type}`);
  const declared = new Set<string>();
  const used = new Set<string>();
  const work: Node[] = [...program.body];
  for (let node = work.pop(); node !== undefined; node = work.pop()) {
    const source = isNode(node['source']) ? String(node['source']['value']) : undefined;
    if (source !== undefined && !/^(\.\.?\/[\w./-]+|actionsmith(\/[\w/-]+)?|file:\/\/\/[\w./-]+\/runtime\.mjs)$/.test(source))
      found.push(`an import of ${source}`);
    if (FOREIGN.has(node.type)) found.push(`a ${node.type}`);
    for (const [key, value] of Object.entries(node)) {
      for (const child of Array.isArray(value) ? value : [value]) {
        if (!isNode(child)) continue;
        if (isName(node, key)) namesIn(child).forEach((name) => declared.add(name));
        if (child.type !== 'Identifier') work.push(child);
        else if (!isName(node, key) && !isLabel(node, key)) used.add(String(child['name']));
        if (child.type === 'Identifier' && isNode(child['typeAnnotation'])) work.push(child['typeAnnotation']);
      }
    }
  }
  return [...found, ...[...used].filter((name) => !declared.has(name) && !GLOBALS.has(name)).map((name) => `the name ${name}`)];
}

/** ajv writes what it knows of a function beside it: `validate0.evaluated = {…}`. */
function isOurs(statement: Node): boolean {
  if (STATEMENTS.has(statement.type)) return true;
  const expression = statement['expression'];
  const left = isNode(expression) && expression.type === 'AssignmentExpression' ? expression['left'] : undefined;
  return isNode(left) && left.type === 'MemberExpression' && isNode(left['property']) && left['property']['name'] === 'evaluated';
}

/** A place where a name is made. */
function isName({ type }: Node, key: string): boolean {
  if (key === 'id' || key === 'local' || key === 'params' || key === 'param') return true;
  if (type === 'TSMappedType' || type === 'TSTypeParameter') return key === 'key' || key === 'name';
  return type === 'TSIndexSignature' && key === 'parameters';
}

/** The names that a binding makes: one, or those of a pattern with its defaults. */
function namesIn(binding: Node): string[] {
  if (binding.type === 'Identifier') return [String(binding['name'])];
  const parts = [binding['properties'], binding['elements'], binding['value'], binding['left'], binding['argument']].flat();
  return parts.filter(isNode).flatMap(namesIn);
}

/** A place where a name is only a label of something else. */
function isLabel(node: Node, key: string): boolean {
  if (key === 'property' && node.type === 'MemberExpression') return node['computed'] !== true;
  if (key === 'key') return node['computed'] !== true;
  if (key === 'right' && node.type === 'TSQualifiedName') return true;
  if (node.type === 'TSNamedTupleMember' && key === 'label') return true;
  if (node.type === 'MetaProperty') return true; // import.meta
  return key === 'label' || key === 'imported' || key === 'exported';
}

function isNode(value: unknown): value is Node {
  return value !== null && typeof value === 'object' && typeof (value as Node).type === 'string';
}
