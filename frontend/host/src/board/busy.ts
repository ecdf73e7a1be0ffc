/** The field in which a person has last written, by widget. */
const written = new Map<string, Element>();

/** Text was written into a field of a widget's app. */
export function noteWriting(widget: string, field: Element): void {
  written.set(widget, field);
}

/** Whether taking the app out of the page would take something from the person: focus, sound, half a sentence. */
export function isBusy(widget: string, frame: Element | null): boolean {
  if (!frame) return false;
  if (frame.contains(document.activeElement)) return true;
  for (const media of frame.querySelectorAll<HTMLMediaElement>('audio, video'))
    if (!media.paused && !media.ended) return true;
  // What is written in a sandboxed app its frame alone can see; it says so.
  if (frame.querySelector('iframe[data-writing]')) return true;
  const field = written.get(widget);
  if (!field) return false;
  if (frame.contains(field) && textOf(field) !== '') return true;
  written.delete(widget);
  return false;
}

function textOf(field: Element): string {
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) return field.value;
  return field.textContent ?? '';
}
