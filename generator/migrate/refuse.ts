import type { Node } from 'ts-morph';
import { CannotMigrate } from './migration.ts';

/** Leaves an action as it is, for a reason that the author finds at a node. */
export function refuse(reason: string, node: Node): never {
  const { line, column } = node.getSourceFile().getLineAndColumnAtPos(node.getStart());
  throw new CannotMigrate(reason, { file: node.getSourceFile().getFilePath(), line, column });
}
