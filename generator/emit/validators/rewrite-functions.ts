import { HOLD, RELEASE } from '../../model/schema/compile/hold-errors.ts';

/**
 * The functions that ajv printed, in a form of our own: `(value, path, all) => errors | null`. Where not `all` errors are asked for, a function ends at
 * the first one. An error is one call and says no more than is needed to explain it. Works line by line: a text of a schema never holds a line
 * break, so whole lines are code. Throws for a form that it does not know.
 */
export function rewriteFunctions(code: string): string {
  const lines = code.split('\n');
  const objects = new Map(lines.flatMap((line) => asList(/^const ((?:wrapper|root)\d+) = \{validate: (validate\d+)\};$/.exec(line))));
  const reading: Reading = {
    lines,
    at: 0,
    schemas: schemasOf(lines),
    fillers: fillersOf(lines, objects),
    name: '',
    depth: 0,
    calls: false,
  };
  const written: string[] = [];
  for (; reading.at < lines.length; reading.at++) written.push(...rewrite(reading));
  const text = written.join('\n');
  const left = /\bvErrors\.push\b|\bvalidate\d+\.errors\b|\bparentData:|\bschemaPath:/.exec(text.replaceAll(STRING, '""'));
  if (left !== null) throw new Error(`compiled code has a form that the printer does not know: ${left[0]}`);
  return withoutUnusedSchemas(text);
}

interface Reading {
  readonly lines: readonly string[];
  at: number;
  /** The schemas that lie beside the code, by name. */
  readonly schemas: ReadonlyMap<string, unknown>;
  /** What is called to fill defaults: it may replace its value. */
  readonly fillers: ReadonlySet<string>;
  /** The function that is being read. */
  name: string;
  /** How many keywords hold its errors. */
  depth: number;
  calls: boolean;
}

const STRING = /"(?:[^"\\]|\\.)*"/g;
/** Code up to what comes next; a string is taken as a whole. */
const CODE = '((?:"(?:[^"\\\\]|\\\\.)*"|[^"])*?)';
const HEADER =
  /^function (validate\d+)\(data, \{instancePath="", parentData, parentDataProperty, rootData=data(?:, dynamicAnchors=\{\})?\}=\{\}\)\{$/;
const ERROR = new RegExp(
  `^const err\\d+ = \\{instancePath(?::${CODE})?,schemaPath:${CODE},keyword:("[^"]*"),params:${CODE}(?:,propertyName:(\\w+))?\\};$`,
);
const CALL = new RegExp(
  `^if\\(!\\((validate\\d+|(?:wrapper|root)\\d+\\.validate)\\(${CODE}, \\{instancePath(?::${CODE})?,parentData:?${CODE},parentDataProperty:?${CODE},rootData(?:,dynamicAnchors)?\\}\\)\\)\\)\\{$`,
);
const ALWAYS_FALSE = /^(validate\d+)\.errors = \[\{instancePath,schemaPath:"#\/false schema",keyword:"false schema",params:\{\}\}\];$/;

function rewrite(reading: Reading): string[] {
  const line = reading.lines[reading.at]!;
  const header = HEADER.exec(line);
  if (header !== null) {
    reading.name = header[1]!;
    reading.depth = 0;
    return [
      `function ${reading.name}(data, instancePath, all${reading.fillers.has(reading.name) ? ', parentData, parentDataProperty' : ''}){`,
      'let found;',
    ];
  }
  if (line === HOLD || line === RELEASE) {
    reading.depth += line === HOLD ? 1 : -1;
    return line === RELEASE && reading.depth === 0 ? ['if(!all && vErrors !== null){', 'return vErrors;', '}'] : [];
  }
  if (/^const err\d+ = \{/.test(line)) return rewriteError(line, reading);
  if (CALL.test(line)) return rewriteCall(line, reading);
  if (ALWAYS_FALSE.test(line)) return skipping(reading, ['return false;'], ['return addError(null, instancePath, "false schema", {});']);
  if (line === `${reading.name}.errors = null;`) return skipping(reading, ['return true;'], ['return null;']);
  if (line === `${reading.name}.errors = vErrors;`) return [];
  return [line === 'return errors === 0;' ? 'return vErrors;' : line];
}

function rewriteError(line: string, reading: Reading): string[] {
  const [, path, , keyword, params, propertyName] = ERROR.exec(line) ?? [];
  const name = /^const (\w+)/.exec(line)![1]!;
  const arguments_ =
    keyword === undefined
      ? '"", "", {}' // nobody reads it: it only counts
      : `${path ?? 'instancePath'}, ${keyword}, ${withoutSchemas(params!, reading)}${propertyName === undefined ? '' : `, ${propertyName}`}`;
  if (keyword === undefined && !/^const err\d+ = \{\};$/.test(line))
    throw new Error('compiled code has an error that the printer does not know: ' + line);
  const pushed = ['if(vErrors === null){', `vErrors = [${name}];`, '}', 'else {', `vErrors.push(${name});`, '}', 'errors++;'];
  return skipping(reading, pushed, [`vErrors = addError(vErrors, ${arguments_});`, 'errors++;', ...leave(reading)]);
}

function rewriteCall(line: string, reading: Reading): string[] {
  const [, callee, data, path, parent, property] = CALL.exec(line)!;
  const place = reading.fillers.has(callee!)
    ? `, ${parent === '' ? 'parentData' : parent}, ${property === '' ? 'parentDataProperty' : property}`
    : '';
  const all = reading.depth === 0 ? 'all' : 'true'; // what alternatives lack is weighed
  const merged = [`vErrors = vErrors === null ? ${callee}.errors : vErrors.concat(${callee}.errors);`, 'errors = vErrors.length;'];
  return skipping(reading, merged, [
    `if((found = ${callee}(${data}, ${path ?? 'instancePath'}, ${all}${place})) !== null){`,
    'vErrors = vErrors === null ? found : vErrors.concat(found);',
    'errors = vErrors.length;',
    ...leave(reading),
  ]);
}

function leave({ depth }: Reading): string[] {
  return depth === 0 ? ['if(!all){', 'return vErrors;', '}'] : [];
}

/** `written` in the place of this line and the ones that must follow it. */
function skipping(reading: Reading, following: readonly string[], written: string[]): string[] {
  for (const expected of following)
    if (reading.lines[++reading.at] !== expected)
      throw new Error(`compiled code has a line that the printer does not know: ${reading.lines[reading.at]}`);
  return written;
}

/** What an error says, with the value in the place of a reference into a schema that would have to lie beside the code. */
function withoutSchemas(params: string, { schemas }: Reading): string {
  return params.replace(/^\{type: (schema\d+)((?:\.[\w$]+|\["(?:[^"\\]|\\.)*"\]|\[\d+\])*)\}$/, (all, name: string, path: string) => {
    let value = schemas.get(name);
    for (const [, bare, quoted] of path.matchAll(/\.([\w$]+)|\[("(?:[^"\\]|\\.)*"|\d+)\]/g))
      value = (value as Readonly<Record<string, unknown>> | undefined)?.[bare ?? String(JSON.parse(quoted!))];
    return Array.isArray(value) ? `{type: ${JSON.stringify(value)}}` : all;
  });
}

function schemasOf(lines: readonly string[]): Map<string, unknown> {
  return new Map(
    lines.flatMap((line): [string, unknown][] => {
      const [, name, text] = /^const (schema\d+) = (.*);$/.exec(line) ?? [];
      return name === undefined ? [] : [[name, JSON.parse(text!)]];
    }),
  );
}

/** Functions that put a copy in the place of their value, or call one that does so for the same value. */
function fillersOf(lines: readonly string[], objects: ReadonlyMap<string, string>): Set<string> {
  const fillers = new Set<string>();
  const callers = new Map<string, string[]>();
  let name = '';
  for (const line of lines) {
    name = HEADER.exec(line)?.[1] ?? name;
    if (line === 'parentData[parentDataProperty] = data;') fillers.add(name);
    const [, callee, , , parent] = line.includes('parentData,parentDataProperty,') ? (CALL.exec(line) ?? []) : [];
    if (callee !== undefined && parent === '') {
      const called = objects.get(callee.replace('.validate', '')) ?? callee;
      callers.set(called, [...(callers.get(called) ?? []), name]);
    }
  }
  for (const filler of fillers) for (const caller of callers.get(filler) ?? []) fillers.add(caller);
  for (const [object, called] of objects) if (fillers.has(called)) fillers.add(`${object}.validate`);
  return fillers;
}

function withoutUnusedSchemas(code: string): string {
  const used = new Set(code.replaceAll(STRING, '""').match(/(?<!^const )\bschema\d+\b/gm));
  return code.replace(/^const (schema\d+) = .*\n/gm, (line, name: string) => (used.has(name) ? line : ''));
}

function asList(match: RegExpExecArray | null): [string, string][] {
  return match === null ? [] : [[match[1]!, match[2]!]];
}
