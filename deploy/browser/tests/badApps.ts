// Apps that do what no app should, written by hand as a build would make them, and published at run time.
import type { Gesso } from './gesso.js'

/** Statements of `create(context)`, and members of the instance in place of the harmless ones. */
interface Bad {
  readonly create?: string
  readonly instance?: string
  /** Before anything of the widget is exported. */
  readonly module?: string
}

const THROWS = "throw new Error('a bad app')"
export const BAD_APPS = {
  'bad-create': { create: THROWS },
  'bad-view': { instance: `View() { ${THROWS} }` },
  'bad-mount': { instance: `onMount() { ${THROWS} }` },
  'bad-event': { instance: `onEvent() { ${THROWS} }` },
  'bad-resize': { instance: `onResize() { ${THROWS} }` },
  'bad-unmount': { instance: `onUnmount() { ${THROWS} }` },
  'bad-module': { module: THROWS },
  /** Its module never comes to an end. */
  'bad-never': { module: 'await new Promise(() => {})' },
  /** Two of these answer each other for ever. */
  'bad-loop': {
    instance: `onEvent({ type, source }) {
      if (type === 'loop.start' || (type === 'loop.again' && source !== context.widgetId))
        context.bus.emit({ type: 'loop.again', data: {} })
    }`,
  },
  /** Tells a thousand events in each picture. */
  'bad-storm': {
    create: `let frame = requestAnimationFrame(function storm() {
      for (let n = 0; n < 1000; n++) context.bus.emit({ type: 'storm.blew', data: { n } })
      frame = requestAnimationFrame(storm)
    })`,
    instance: 'onUnmount() { cancelAnimationFrame(frame) }',
  },
  /** Changes its state a thousand times in each picture. */
  'bad-flood': {
    create: `let count = 0
    let frame = requestAnimationFrame(function flood() {
      for (let n = 0; n < 1000 && count < 100_000; n++) context.setState({ count: ++count })
      if (count < 100_000) frame = requestAnimationFrame(flood)
    })`,
    instance: 'onUnmount() { cancelAnimationFrame(frame) }',
  },
  /** Looks for what is not its own, and keeps what came of it in its state. */
  'bad-nosy': {
    instance: `async onEvent({ type, data }) {
      if (type !== 'nosy.look') return
      const tried = async (look) => { try { return JSON.stringify(await look()) } catch (error) { return 'refused: ' + error.message } }
      const foreign = '/api/apps/todo/' + data.widget + '/state'
      context.setState({ found: {
        read: await tried(() => context.read('../../todo/' + data.widget + '/state')),
        fetch: await tried(async () => { const { status } = await fetch(foreign); return { status } }),
        token: JSON.stringify(Object.keys(context)).includes('token'),
        command: await tried(() => context.command('todo.add', { text: 'mine' }).done),
      } })
    }`,
  },
} as const satisfies Record<string, Bad>
export type BadApp = keyof typeof BAD_APPS

function widgetOf(id: string, { module = '', create = '', instance = '' }: Bad): string {
  return `${module}
export default { contract: 1, create(context) {
  ${create}
  return {
    View: () => 'Here is ${id}',
    onMount() {}, onUnmount() {}, onResize() {}, onEvent() {},
    emitEvent(event) { context.bus.emit(event) },
    getState: () => context.snapshot().state,
    setState(state) { context.setState(state) },
    getConfig: () => context.snapshot().config,
    openSettings() {},
    ${instance}
  }
} }
`
}

const ENTRY = `const modules = {
  './Widget': () => import('./widget.js'),
  './Settings': () => import('./other.js'),
  './Preview': () => import('./other.js'),
}
export const get = async (name) => { const found = await modules[name](); return () => found }
export const init = async () => {}
`

export function manifestOf(id: string) {
  return {
    id,
    title: `App ${id}`,
    version: '1.0.0',
    summary: 'Does what no app should',
    icon: 'vote',
    category: 'Tests',
    author: 'Nobody',
    permissions: ['state'],
    sizes: { default: { w: 3, h: 3 }, min: { w: 2, h: 2 }, max: { w: 6, h: 6 } },
  }
}

/** The operator's answer to an app. */
export async function publish(gesso: Gesso, manifest: object, files: Record<string, string>): Promise<Response> {
  const encoded = Object.entries(files).map(([path, text]) => ({ path, data: Buffer.from(text).toString('base64') }))
  return fetch(`${gesso.url}/api/registry/apps`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${gesso.operatorKey}` },
    body: JSON.stringify({ manifest, files: encoded }),
  })
}

export const filesOf = (id: string, bad: Bad): Record<string, string> => ({
  'remoteEntry-1.js': ENTRY,
  'widget.js': widgetOf(id, bad),
  'other.js': "export default () => 'Nothing to set'\n",
})

export async function publishBad(gesso: Gesso, ...ids: readonly BadApp[]): Promise<void> {
  for (const id of ids) {
    const answer = await publish(gesso, manifestOf(id), filesOf(id, BAD_APPS[id]))
    if (answer.status !== 201) throw new Error(`${id}: ${answer.status} ${await answer.text()}`)
  }
}
