/** Helps an app that serves intents. */
import type { Edit } from './contract.ts';

/** Without an answer for so long the edit is on its way: it is kept and will be sent. */
const ON_ITS_WAY_MILLIS = 2_000;

/** Waits until an edit is durable, or on its way without network; throws when it was refused. */
export async function given({ done }: Pick<Edit, 'done'>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ON_ITS_WAY_MILLIS);
  });
  await Promise.race([done, later]).finally(() => clearTimeout(timer));
}
