/** Calendar files in and out. The server writes them; reading is loaded when a file is opened. */
import { type Api, type Edit, freshId, type JsonObject } from '@gesso/sdk';
import { IMPORT_CHARS } from './constants.ts';
import { IMPORT_MAX } from './generated/calendar.ts';
import type { Read, Trouble } from './ics.ts';

export interface Imported {
  /** What undo takes back; absent when nothing was new. */
  first?: Edit;
  added: number;
  troubles: Read['troubles'];
}

/** As many at once as one command and one frame carry. */
export function chunks(items: readonly JsonObject[]): JsonObject[][] {
  const all: JsonObject[][] = [];
  let chars = 0;
  for (const item of items) {
    const size = JSON.stringify(item).length;
    const last = all.at(-1);
    if (last && last.length < IMPORT_MAX && chars + size <= IMPORT_CHARS) {
      last.push(item);
      chars += size;
    } else {
      all.push([item]);
      chars = size;
    }
  }
  return all;
}

/** The id of an event that was made in a calendar here: the server writes it as its uid. */
const ownId = (uid: unknown): string => /^(.+)@gesso$/.exec(String(uid))?.[1] ?? '';

/** All of a file, as one step for undo. What the server refuses is sent again one by one, so that it is told. */
export async function importFile(
  text: string,
  known: ReadonlySet<string>,
  command: Api['command'],
): Promise<Imported> {
  const { readCalendar } = await import('./ics.ts');
  const { items, troubles } = readCalendar(text);
  const fresh = items.filter((item) => !known.has(String(item.id)) && !known.has(ownId(item.uid)));
  const cause = freshId();
  let first: Edit | undefined;
  let added = 0;
  const send = async (chunk: JsonObject[]): Promise<void> => {
    const edit = command('calendar.import', { items: chunk }, { cause });
    try {
      await edit.done;
      first ??= edit;
      added += chunk.length;
    } catch (error) {
      // By its name: the host's class is another than the one in this app's files.
      if ((error as Error).name !== 'EditRefused') throw error;
      if (chunk.length > 1) for (const one of chunk) await send([one]);
      else troubles.push({ trouble: 'refused' satisfies Trouble, title: String(chunk[0]?.title ?? '') });
    }
  };
  for (const chunk of chunks(fresh)) await send(chunk);
  return { ...(first ? { first } : {}), added, troubles };
}

export async function exportFile(read: Api['read'], name: string): Promise<void> {
  const answer = (await read('calendar.ics')) as { file: string };
  const url = URL.createObjectURL(new Blob([answer.file], { type: 'text/calendar;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}.ics`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
