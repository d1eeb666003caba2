import { readFile, stat } from 'node:fs/promises';
import { reasonOf, isSystemError } from '../../errors/describe-system-error.ts';
import { messageOf } from '../../errors/message-of.ts';
import type { ItemAudit } from '../audit.ts';

/** What one item's file may have at most, in bytes: more is a mistake, and would be held in memory. */
const LIMIT = 256 * 1024 * 1024;

/** The text of an item's file; undefined, with the reason in the audit, where it cannot be read. */
export async function readItemText(path: string, audit: ItemAudit): Promise<string | undefined> {
  try {
    if ((await stat(path)).size > LIMIT) audit.skipItem('ITEM_UNREADABLE', `it has more than ${LIMIT} bytes`);
    else return await readFile(path, 'utf8');
  } catch (error) {
    audit.skipItem('ITEM_UNREADABLE', isSystemError(error) ? reasonOf(error) : messageOf(error));
  }
  return undefined;
}

/** The same for JSON. */
export async function readItemJson(path: string, audit: ItemAudit): Promise<{ readonly value: unknown } | undefined> {
  const text = await readItemText(path, audit);
  if (text === undefined) return undefined;
  try {
    return { value: JSON.parse(text.replace(/^\uFEFF/, '')) as unknown };
  } catch (error) {
    audit.skipItem('ITEM_UNREADABLE', text.trim() === '' ? 'it is empty' : messageOf(error));
    return undefined;
  }
}
