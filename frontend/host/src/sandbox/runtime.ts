/** The text of the runtime that runs before every generated app's code; asked for once. */
const RUNTIME = '/sandbox/runtime.js';
let asked: Promise<string> | undefined;

export function runtimeText(): Promise<string> {
  asked ??= text().catch((error: unknown) => {
    asked = undefined; // asked again by the next one
    throw error;
  });
  return asked;
}
async function text(): Promise<string> {
  const answer = await fetch(RUNTIME, { credentials: 'omit' });
  if (!answer.ok) throw new Error(`The runtime of generated apps could not be fetched: ${answer.status}`);
  return answer.text();
}
