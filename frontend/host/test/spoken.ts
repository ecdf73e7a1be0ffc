/** What is read and heard on a page, to find words of another language in it. */

const READ = ['aria-label', 'aria-description', 'alt', 'data-placeholder', 'placeholder', 'title'];
/** Stands for whatever a phrase is made with. */
const GIVEN = '¤';

/** The phrases of a words file, each as the parts that stand around what is given to it. */
function phrasesOf(words: object, path = ''): Map<string, string[]> {
  const phrases = new Map<string, string[]>();
  for (const [key, value] of Object.entries(words) as [string, unknown][]) {
    const here = `${path}${key}`;
    if (typeof value === 'object' && value !== null)
      for (const [inner, parts] of phrasesOf(value, `${here}.`)) phrases.set(inner, parts);
    else phrases.set(here, partsOf(value));
  }
  return phrases;
}
function partsOf(value: unknown): string[] {
  const said =
    typeof value === 'function'
      ? // As a number too, and as none and one: plural forms.
        [GIVEN, 7, 1, 0].map((given) => String(value(given, given, given, given)))
      : [String(value)];
  const parts = said.flatMap((one) => one.split(/[¤\d]+/)).map((part) => part.trim());
  return [...new Set(parts)].filter((part) => /\p{L}{2}/u.test(part));
}

const found = (part: string, text: string): boolean => {
  const at = text.indexOf(part);
  if (at < 0) return false;
  const letter = /\p{L}/u;
  const within = (mine: string, next: string) => letter.test(mine) && letter.test(next);
  const end = at + part.length;
  return (
    !(
      within(part.charAt(0), text.charAt(at - 1)) || within(part.charAt(part.length - 1), text.charAt(end))
    ) || found(part, text.slice(at + 1))
  );
};

/** The parts that are said in `words` and not in `others`. */
export function ownPhrases(words: object, others: object): Map<string, string[]> {
  const foreign = [...phrasesOf(others).values()].flat();
  const own = [...phrasesOf(words)].map(
    ([key, parts]) => [key, parts.filter((part) => !foreign.some((one) => found(part, one)))] as const,
  );
  return new Map(own.filter(([, parts]) => parts.length > 0).map(([key, parts]) => [key, [...parts]]));
}

/** Gathers what is read and heard, from state to state. */
export class Heard {
  private readonly texts = new Set<string>();

  listen(root: Element = document.body): void {
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) this.texts.add(walk.currentNode.textContent ?? '');
    for (const element of root.querySelectorAll('*'))
      for (const name of READ) this.texts.add(element.getAttribute(name) ?? '');
  }
  /** Which of these phrases were there, each with what was heard of it. */
  among(phrases: ReadonlyMap<string, readonly string[]>): Map<string, string> {
    const all = [...this.texts];
    return new Map(
      [...phrases].flatMap(([key, parts]) => {
        const text = all.find((one) => parts.some((part) => found(part, one)));
        return text === undefined ? [] : [[key, text] as const];
      }),
    );
  }
}
