/** The tutorial as somebody follows it: its commands, changes and files, in their order. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export type Step =
  | { kind: 'command'; line: string }
  | { kind: 'change'; file: string; diff: string }
  | { kind: 'file'; file: string; text: string };
export interface Part {
  title: string;
  steps: readonly Step[];
}

/** The parts of docs/tutorial.md, by its headings. */
export function partsOf(root: string): readonly Part[] {
  const page = readFileSync(join(root, 'docs/tutorial.md'), 'utf8');
  return page
    .split(/^## /m)
    .slice(1)
    .map((part) => ({ title: part.slice(0, part.indexOf('\n')), steps: [...stepsIn(part)] }));
}

function* stepsIn(part: string): Generator<Step> {
  for (const [, head = '', text = ''] of part.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)) {
    const [language, file] = head.split(' ');
    if (file) yield { kind: 'file', file, text };
    else if (language === 'diff')
      yield { kind: 'change', file: /^\+\+\+ b\/(.*)$/m.exec(text)?.[1] ?? '', diff: text };
    else for (const line of text.trim().split('\n')) yield { kind: 'command', line };
  }
}

/** Throws with what went wrong. */
export function run(
  command: string,
  args: readonly string[],
  cwd: string,
  input = '',
  env = process.env,
): string {
  const done = spawnSync(command, args, { cwd, encoding: 'utf8', input, env });
  const output = `${done.stdout}${done.stderr}`;
  if (done.status !== 0)
    throw new Error(`${command} ${args.join(' ')} ended with ${done.status}:\n${output}`);
  return output;
}

/** Makes a change or a file of the tutorial in a folder. */
export function make(step: Exclude<Step, { kind: 'command' }>, folder: string): void {
  if (step.kind === 'change') run('git', ['apply', '-'], folder, step.diff);
  else {
    const file = join(folder, step.file);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, step.text);
  }
}
