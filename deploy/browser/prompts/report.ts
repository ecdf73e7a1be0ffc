// What was found of each prompt, for people and for machines.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A read, B valid, C tested, D published, E adds, F keeps, G shared, H changes, I refuses, J reads aloud, K harmless. */
export const CHECKS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K'] as const
export type Check = (typeof CHECKS)[number]
const WORDS: Record<Check, string> = {
  A: 'kind, fields and types are what a reader expects',
  B: 'the specification and the code hold',
  C: 'it passed its life in the sandbox',
  D: 'registered under a hash, signed',
  E: 'an entry is added by the visible form',
  F: 'a reload keeps it',
  G: 'the other person sees it',
  H: 'it is changed and removed',
  I: 'bad input is refused, in the page and by the server',
  J: 'nothing serious for axe',
  K: 'refused, or harmless: no request to anywhere else',
}

export class Outcome {
  readonly failed = new Map<Check, string>()
  readonly passed = new Set<Check>()
  /** Milliseconds of what was waited for. */
  readonly took: Record<string, number> = {}
  refused = ''

  constructor(
    readonly id: string,
    readonly prompt: string,
    readonly hostile: boolean,
  ) {}

  /** Runs a check; what goes wrong is its result, and the next one is tried all the same. */
  async check(check: Check, run: () => Promise<unknown>): Promise<boolean> {
    try {
      await run()
      if (!this.failed.has(check)) this.passed.add(check)
      return true
    } catch (error) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: colours of a terminal
      this.failed.set(check, String(error).replace(/\u001b\[[0-9;]*m/g, '').split('\n').slice(0, 12).join(' ').replace(/\s+/g, ' ').slice(0, 400))
      this.passed.delete(check)
      return false
    }
  }
  /** All of A to I, as far as they apply. */
  get isWhole(): boolean {
    return [...'ABCDEFGHI'].every((check) => !this.failed.has(check as Check))
  }
}

export const share = (all: readonly Outcome[], good: (one: Outcome) => boolean) => all.filter(good).length / Math.max(1, all.length)

/** The bounds within which a share of so many lies, with 95 of 100. */
export function wilson(good: number, n: number): [number, number] {
  if (n === 0) return [0, 1]
  const z = 1.96
  const p = good / n
  const mid = (p + (z * z) / (2 * n)) / (1 + (z * z) / n)
  const half = (z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))) / (1 + (z * z) / n)
  return [mid - half, mid + half]
}
export const quantile = (values: readonly number[], q: number) =>
  [...values].sort((one, other) => one - other)[Math.min(values.length - 1, Math.floor(q * values.length))] ?? 0

const percent = (part: number) => `${(part * 100).toFixed(1)} %`
const text = (raw: string) => raw.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`)

/** Lines for a terminal. */
export function summary(outcomes: readonly Outcome[]): string[] {
  const made = outcomes.filter(({ hostile }) => !hostile)
  const whole = made.filter((one) => one.isWhole).length
  const [low, high] = wilson(whole, made.length)
  const lines = CHECKS.map((check) => {
    const tried = outcomes.filter(({ passed, failed }) => passed.has(check) || failed.has(check))
    const good = tried.filter(({ passed }) => passed.has(check)).length
    return `${check}  ${String(good).padStart(4)} of ${String(tried.length).padStart(4)}  ${WORDS[check]}`
  })
  lines.push(`all of A to I: ${whole} of ${made.length}, ${percent(whole / Math.max(1, made.length))} (${percent(low)} to ${percent(high)})`)
  for (const what of ['made', 'shared', 'drawn']) {
    const took = outcomes.flatMap((one) => one.took[what] ?? [])
    if (took.length > 0) lines.push(`${what}: median ${Math.round(quantile(took, 0.5))} ms, p95 ${Math.round(quantile(took, 0.95))} ms of ${took.length}`)
  }
  return lines
}

export function write(outcomes: readonly Outcome[]): void {
  const target = join(dirname(fileURLToPath(import.meta.url)), '../../target')
  mkdirSync(target, { recursive: true })
  const plain = outcomes.map(({ id, prompt, hostile, passed, failed, took, refused }) => ({
    id, prompt, hostile, passed: [...passed], failed: Object.fromEntries(failed), took, refused,
  }))
  writeFileSync(join(target, 'prompts.json'), `${JSON.stringify(plain, null, 2)}\n`)
  const rows = outcomes.map((one) => {
    const cells = CHECKS.map((check) => {
      const why = one.failed.get(check)
      return why ? `<td class="bad" title="${text(why)}">no</td>` : `<td>${one.passed.has(check) ? 'yes' : ''}</td>`
    })
    return `<tr><th>${text(one.id)}</th><td class="words">${text(one.prompt.slice(0, 160))}<br><small>${text([one.refused, ...one.failed.values()].filter(Boolean).join(' | '))}</small></td>${cells.join('')}</tr>`
  })
  writeFileSync(
    join(target, 'prompts.html'),
    `<!doctype html><meta charset="utf-8"><title>Prompts</title><style>
body{font:14px system-ui;margin:2rem}table{border-collapse:collapse}td,th{border-bottom:1px solid #ccc;padding:.3rem .5rem;text-align:left;vertical-align:top}
.words{max-width:44rem}.bad{background:#fdd;color:#900}small{color:#666}</style>
<h1>From prompts to apps</h1><pre>${text(summary(outcomes).join('\n'))}</pre>
<table><tr><th>Prompt</th><th>Words</th>${CHECKS.map((check) => `<th title="${WORDS[check]}">${check}</th>`).join('')}</tr>${rows.join('\n')}</table>\n`,
  )
}
