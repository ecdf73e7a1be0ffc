// What a prompt of the repository expects, and what of it was found in the specification that was made of it.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), '../../../ai-worker/src/test/resources/gesso/ai')
const SETS = (process.env.GESSO_PROMPTS ?? '1,2,3').split(',')

export interface Wanted {
  readonly name: string
  readonly type: string
  readonly alsoTypes: readonly string[]
}
export interface Prompt {
  readonly id: string
  readonly prompt: string
  readonly kind: string
  readonly also: readonly string[]
  readonly fields: readonly Wanted[]
  readonly vague?: boolean
  readonly hostile?: boolean
}
export interface Field {
  readonly name: string
  readonly label: string
  readonly type: string
  readonly required?: boolean
  readonly min?: number | null
  readonly max?: number | null
  readonly options?: readonly string[] | null
  readonly formula?: string | null
}
export interface Specification {
  readonly title: string
  readonly question?: string | null
  readonly entities: readonly { readonly name: string; readonly title: string; readonly fields: readonly Field[] }[]
  readonly views: readonly { readonly kind: string; readonly entity: string; readonly value?: string | null }[]
  readonly actions: readonly { readonly kind: string; readonly entity: string }[]
}

/** All prompts of the chosen sets, under ids that tell the sets apart. */
export const PROMPTS: readonly Prompt[] = SETS.flatMap((set) =>
  (JSON.parse(readFileSync(join(FOLDER, `prompts-${set}.json`), 'utf8')) as Prompt[]).map((one) => ({
    ...one,
    id: `${set}/${one.id}`,
  })),
)

const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim().replace(/s$/, '')
/** Different words for the same field, or the only one of its type. */
const isLike = (wanted: Wanted, field: Field) => {
  const [one, other] = [plain(wanted.name), plain(field.label)]
  return one.includes(other) || other.includes(one) || (field.type === wanted.type && field.type !== 'text')
}

/** Why a reader would not call this what was asked for; nothing when he would. */
export function misread({ kind, also, fields, vague }: Prompt, made: Specification): string | undefined {
  const shown = made.views[0]?.kind ?? ''
  if (vague) return made.question ? undefined : 'asks nothing back'
  if (kind !== shown && !also.includes(shown)) return `is a ${shown}`
  const there = made.entities.flatMap((entity) => entity.fields)
  const missing = fields.filter((wanted) => !there.some((field) => isLike(wanted, field)))
  if (missing.length > 0) return `lacks ${missing.map(({ name }) => name).join(', ')}`
  const wrong = fields.filter(
    (wanted) =>
      !there.some((field) => isLike(wanted, field) && [wanted.type, ...wanted.alsoTypes].includes(field.type)),
  )
  return wrong.length > 0 ? `has other types for ${wrong.map(({ name }) => name).join(', ')}` : undefined
}
