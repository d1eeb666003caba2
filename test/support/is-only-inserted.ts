/** True where all of `fewer` is in `more`, in its order: nothing but insertions were made. */
export function isOnlyInserted(fewer: string, more: string): boolean {
  let at = 0;
  for (let index = 0; index < more.length; index++) if (more[index] === fewer[at]) at += 1;
  return at === fewer.length;
}
