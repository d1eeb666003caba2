/** Names in code from names in a contract. Every function here is total: any string gives a valid identifier or file name. */

/**
 * `add_task_data` → `AddTaskData`, in any script; a name that no identifier can start like is given a leading `T`, one without letters and digits is `Type`.
 */
export function pascalCase(name: string): string {
  const visible = name.normalize('NFC').replace(/\p{Default_Ignorable_Code_Point}/gu, '');
  const joined = (visible.match(LETTERS_AND_DIGITS) ?? []).map((word) => word.replace(/^./u, (first) => first.toUpperCase())).join('');
  return joined === '' ? 'Type' : /^\p{ID_Start}/u.test(joined) ? joined : `T${joined}`;
}

/** `add_task_data` → `add-task-data`, for folders and files. */
export function kebabCase(name: string): string {
  const joined = words(name.replace(/([a-z0-9])([A-Z])/g, '$1 $2'))
    .map((word) => word.toLowerCase())
    .join('-');
  return joined === '' ? 'n' : joined;
}

/** True for what a class or function of an ES module can be called. */
export function isDeclarable(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name) && !RESERVED.has(name);
}

const LETTERS_AND_DIGITS = /[\p{L}\p{Nd}\p{Mn}\p{Mc}]+/gu;

const RESERVED: ReadonlySet<string> = new Set(
  'await break case catch class const continue debugger default delete do else enum export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield any boolean never number object string symbol undefined unknown'.split(
    ' ',
  ),
);

/** What separates words is lost: `fruit_detector` and `fruit-detector` are the same name. ASCII alone: the same file on every file system. */
function words(name: string): string[] {
  return name.match(/[A-Za-z0-9]+/g) ?? [];
}
