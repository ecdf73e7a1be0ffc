/**
 * Names in the field, ids in the message: whoever writes sees `@Ana Lima`, what is sent has `<@id>`. Pure.
 */
import type { Person } from '@gesso/sdk';

/** Each person's label in the field; people of one name are told apart by a number. */
export function labelsOf(people: readonly Person[], nameless = 'somebody'): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  const taken = new Map<string, number>();
  for (const { id, name } of people) {
    const plain = name.replace(/\s+/g, ' ').trim() || nameless;
    const n = (taken.get(plain) ?? 0) + 1;
    taken.set(plain, n);
    labels.set(id, n === 1 ? plain : `${plain} (${n})`);
  }
  return labels;
}

/** As it is sent. The longest label that fits is meant, and only where a name can begin and end. */
export function toIds(text: string, labels: ReadonlyMap<string, string>): string {
  const byLength = [...labels].sort(([, a], [, b]) => b.length - a.length);
  let sent = '';
  for (let i = 0; i < text.length; i++) {
    const begins = text[i] === '@' && (i === 0 || /[\s([{"'«„“]/.test(text[i - 1] ?? ''));
    const found = begins
      ? byLength.find(
          ([, label]) =>
            text.startsWith(label, i + 1) && !/[\p{L}\p{N}]/u.test(text.charAt(i + 1 + label.length)),
        )
      : undefined;
    if (!found) {
      sent += text[i];
      continue;
    }
    sent += `<@${found[0]}>`;
    i += found[1].length;
  }
  return sent;
}

/** As it is edited. Somebody who is not here any more stays as an id, so that nothing is lost. */
export const toNames = (text: string, labels: ReadonlyMap<string, string>): string =>
  text.replace(/<@([a-z0-9-]{1,64})>/g, (whole, id: string) => {
    const label = labels.get(id);
    return label === undefined ? whole : `@${label}`;
  });

/** The beginning of a name before the caret, and where it starts; undefined when nobody is being named. */
export function wantedName(text: string, caret: number): { from: number; query: string } | undefined {
  const found = /(?:^|[\s([{"'«„“])@([\p{L}\p{N}._-]*(?: [\p{L}\p{N}._-]*)?)$/u.exec(text.slice(0, caret));
  const query = found?.[1];
  return query === undefined ? undefined : { from: caret - query.length - 1, query };
}

const bare = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();

/** People whose name, or one of whose names, begins so; whoever has been here longest comes as the list has it. */
export function matching(people: readonly Person[], query: string, most = 6): readonly Person[] {
  const wanted = bare(query);
  return people
    .filter(({ name }) => {
      const own = bare(name);
      return own.startsWith(wanted) || own.split(/\s+/).some((word) => word.startsWith(wanted));
    })
    .slice(0, most);
}
