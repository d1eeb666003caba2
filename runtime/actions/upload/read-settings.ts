import { type UploadParams, UploadParams as checkParams } from '../../schemas/upload.ts';
import { ValidationError } from '../../errors/validation-error.ts';
import { formatIssue } from '../../validation/format-issue.ts';

/** What the steps read of the params, with defaults also where an action has a schema of its own. Throws ValidationError. */
export function readSettings(params: unknown): UploadParams {
  const checked = checkParams.check(params);
  if (checked.ok) return checked.value;
  const { issues } = checked;
  throw new ValidationError(`these are no params of an upload: ${issues.map((issue) => formatIssue(issue, 'params')).join('; ')}`, {
    issues,
  });
}

/** Which folders are read: one for all file specifications, or one each. */
export function foldersOf(
  settings: UploadParams,
): readonly { readonly folder: string; readonly isRecursive: boolean; readonly specification?: string }[] {
  const { use_single_path: isSingle, path, is_recursive: isRecursive, assets = {} } = settings;
  if (isSingle) return [{ folder: path!, isRecursive }];
  return Object.entries(assets).map(([specification, asset]) => ({ folder: asset.path, isRecursive: asset.is_recursive, specification }));
}
