import { ensurePython } from '../frame/ensure-python.ts';

export const PYDANTIC = '2.12.5';

/** The Python of a virtual environment with pydantic, made once. */
export function ensurePydantic(root: string): string {
  return ensurePython(root, 'pydantic', PYDANTIC);
}
