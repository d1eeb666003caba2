import { AUDIT_REASONS, type AuditReason, type ConversionReport } from '../../converters/index.ts';

/** A report in lines: what was written, what was not, and why. */
export function describeReport({ source, target, folder, items, annotations, reasons, auditFile, config }: ConversionReport): string[] {
  const skipped = items.skipped > 0 ? `, ${items.skipped} left out` : '';
  const parts = [`${annotations.written} annotations`];
  if (annotations.lossy > 0) parts.push(`${annotations.lossy} of them reduced`);
  if (annotations.skipped > 0) parts.push(`${annotations.skipped} left out`);
  const counts = Object.entries(reasons).sort(([, left], [, right]) => right - left);
  return [
    `${source} to ${target}: ${items.written} images${skipped}; ${parts.join(', ')}`,
    ...counts.map(([reason, count]) => `  ${count} x ${reason}: ${AUDIT_REASONS[reason as AuditReason]}`),
    `folder: ${folder}`,
    ...(config === undefined ? [] : [`config: ${config}`]),
    ...(auditFile === undefined ? [] : [`every one of them: ${auditFile}`]),
  ];
}
