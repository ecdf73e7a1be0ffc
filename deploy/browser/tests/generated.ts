// Generated apps as the server will have them: published as files, with a signature of a key of the test's own.
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import type { Page } from '@playwright/test'
import { manifestOf, publish } from './badApps.js'
import type { Gesso } from './gesso.js'

const pair = generateKeyPairSync('ed25519')
const KEY = pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64')
/** What the registry does not say of these apps, by id. */
const known = new Map<string, { specification: object; code: string }>()

/** Puts code into the registry as an app, without any check of it. */
export async function publishCode(gesso: Gesso, id: string, code: string, specification: object): Promise<void> {
  known.set(id, { specification, code })
  const manifest = { ...manifestOf(id), generated: { prompt: `An app ${id}`, shared: false } }
  const answer = await publish(gesso, manifest, {
    'remoteEntry-1.js': code,
    'modules.js': "['./Widget', './Settings', './Preview']",
  })
  if (answer.status !== 201) throw new Error(`${id}: ${answer.status} ${await answer.text()}`)
}

/** As RFC 8785 writes it, for what has no numbers with fractions. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const all = Object.entries(value).filter(([, part]) => part !== null && part !== undefined)
  all.sort(([one], [other]) => (one < other ? -1 : 1))
  return `{${all.map(([name, part]) => `${JSON.stringify(name)}:${canonical(part)}`).join(',')}}`
}

function signed(manifest: { id: string; version: string; integrity: string; generated?: object }): object {
  const app = known.get(manifest.id)
  if (!app) return manifest
  const digest = createHash('sha256').update(canonical(app.specification)).digest('hex')
  const text = ['gesso-app-1', manifest.id, manifest.version, manifest.integrity, digest].join('\n')
  const signature = sign(null, Buffer.from(text), pair.privateKey).toString('base64')
  const { specification } = app
  return { ...manifest, origin: 'generated', generated: { ...manifest.generated, specification, key: KEY, signature } }
}

/** Lets this page find signatures in the registry, and the key among those that count. */
export async function trust(page: Page): Promise<void> {
  await page.route('**/api/registry/**', async (route) => {
    // Always whole: what has not changed since the last time comes without anything to sign.
    const { 'if-none-match': _, ...headers } = route.request().headers()
    const response = await route.fetch({ headers })
    if (!response.headers()['content-type']?.includes('json')) return route.fulfill({ response })
    const json = (await response.json()) as Record<string, unknown>
    const items = Array.isArray(json.items) ? json.items.map((one) => signed(one as never)) : undefined
    return route.fulfill({ response, json: items ? { ...json, items } : signed(json as never) })
  })
  await page.route('**/api/registry/keys', (route) => route.fulfill({ json: { keys: [KEY] } }))
}
