/** `train params.runs[].name`: the value by its label, and the way into it. */
export function formatSubject(label: string, path: string): string {
  return path === '' || path.startsWith('[') || path.startsWith('.') ? `${label}${path}` : `${label}.${path}`;
}
