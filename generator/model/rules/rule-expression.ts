/** A rule after checking: only what is sure to have a value, so that it means the same in TypeScript as in CEL. */
export type RuleExpression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  /** `self`, or the variable of a macro. `sure`: its type allows more than can be there at this place. */
  | { readonly kind: 'name'; readonly name: string; readonly sure: boolean }
  | { readonly kind: 'field'; readonly of: RuleExpression; readonly name: string; readonly sure: boolean }
  | { readonly kind: 'has'; readonly of: RuleExpression; readonly name: string }
  | { readonly kind: 'not' | 'negate' | 'truncate' | 'size'; readonly of: RuleExpression }
  | { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: RuleExpression; readonly right: RuleExpression }
  | { readonly kind: 'choice'; readonly test: RuleExpression; readonly yes: RuleExpression; readonly no: RuleExpression }
  | { readonly kind: 'list'; readonly items: readonly RuleExpression[] }
  | {
      readonly kind: 'text';
      readonly test: 'startsWith' | 'endsWith' | 'contains';
      readonly of: RuleExpression;
      readonly by: RuleExpression;
    }
  | { readonly kind: 'matches'; readonly of: RuleExpression; readonly pattern: string }
  | {
      readonly kind: 'each';
      readonly macro: Macro;
      readonly of: RuleExpression;
      /** True where `of` is a map: then the macro goes over its keys. */
      readonly overKeys: boolean;
      readonly variable: string;
      readonly body: RuleExpression;
    };

export type Macro = 'all' | 'exists' | 'exists_one' | 'filter' | 'map';
export type BinaryOperator = '&&' | '||' | '==' | '!=' | 'in' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%';

/** `self.a.b`, for what is a path; what is known of a path is remembered by this text. */
export function pathText(expression: RuleExpression): string | undefined {
  if (expression.kind === 'name') return expression.name;
  if (expression.kind !== 'field') return undefined;
  const of = pathText(expression.of);
  return of === undefined ? undefined : `${of}.${expression.name}`;
}

/** What is known where an expression is true, or false: `has self.a` and `some self.a` (it is not null). */
export function knownWhere(expression: RuleExpression, truth: boolean): readonly string[] {
  switch (expression.kind) {
    case 'has': {
      const path = pathText({ kind: 'field', of: expression.of, name: expression.name, sure: true });
      return truth && path !== undefined ? [`has ${path}`] : [];
    }
    case 'not':
      return knownWhere(expression.of, !truth);
    case 'binary':
      return knownWhereBinary(expression, truth);
    default:
      return [];
  }
}

function knownWhereBinary(expression: RuleExpression & { kind: 'binary' }, truth: boolean): readonly string[] {
  const { operator, left, right } = expression;
  if (operator === (truth ? '&&' : '||')) return [...knownWhere(left, truth), ...knownWhere(right, truth)];
  if (operator !== (truth ? '!=' : '==')) return [];
  const isNull = (side: RuleExpression): boolean => side.kind === 'literal' && side.value === null;
  const path = isNull(right) ? pathText(left) : isNull(left) ? pathText(right) : undefined;
  return path === undefined ? [] : [`some ${path}`];
}
