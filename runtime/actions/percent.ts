import type { RuntimeContext } from '../context/runtime-context.ts';

/** Reports a part of a whole as percent of a category: what is counted in bytes would be a thousand reports of nothing. `from`, `to`: the share of it. */
export function percentOf(
  place: Pick<RuntimeContext, 'setProgress'>,
  category: string,
  { from = 0, to = 100 }: { readonly from?: number; readonly to?: number } = {},
): (done: number, total: number) => void {
  let last = -1;
  return (done, total) => {
    const percent = Math.floor(from + ((to - from) * Math.min(done, total)) / Math.max(1, total));
    if (percent <= last) return;
    last = percent;
    place.setProgress(percent, 100, category);
  };
}
