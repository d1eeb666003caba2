/** Does the work of a command; what it throws is printed as its failure. */
export async function orFail(options: { readonly json?: boolean }, work: () => void | Promise<void>): Promise<void> {
  const { failWith } = await import('./fail-with.ts');
  try {
    await work();
  } catch (error) {
    failWith(error, options);
  }
}
