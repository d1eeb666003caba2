/** A class or function of the author that a contract asks for. `path` is relative to the plugin. */
export interface AuthorExport {
  readonly path: string;
  readonly name: string;
}

/** Half of the words of the longer name at least. */
const ALIKE = 0.5;

/** What an action, step or hook that is gone is most likely called now: of the same kind, and with the most words in common. */
export function findRenamed(gone: AuthorExport, added: readonly AuthorExport[]): AuthorExport | undefined {
  const rivals = added.filter((item) => kindOf(item) === kindOf(gone)).map((item) => ({ item, likeness: likenessOf(gone, item) }));
  const best = rivals.toSorted((a, b) => b.likeness - a.likeness)[0];
  return best !== undefined && best.likeness >= ALIKE ? best.item : undefined;
}

/** Actions and steps lie in folders of their own; steps of the same name in another action's are the same steps. */
function kindOf({ path }: AuthorExport): string {
  return path.split('/').slice(0, 2).join('/');
}

function likenessOf(gone: AuthorExport, added: AuthorExport): number {
  const [from, to] = [wordsOf(gone), wordsOf(added)];
  const shared = from.filter((word) => to.includes(word)).length;
  const neighbours = gone.path.split('/').at(-2) === added.path.split('/').at(-2) ? 0.01 : 0; // decides between equals
  return shared / Math.max(from.length, to.length, 1) + neighbours;
}

/** Without the word that all of a kind end with. */
function wordsOf({ name }: AuthorExport): string[] {
  const words = name.match(/\p{Lu}?[^\p{Lu}_]+|\p{Lu}+(?!\p{Ll})/gu) ?? [name];
  const own = words.filter((word) => word !== 'Action' && word !== 'Step');
  return (own.length > 0 ? own : words).map((word) => word.toLowerCase());
}
