// `./gesso dev`: everything that an author has to have running, with what they change in it at once.
import { spawn } from 'node:child_process';
import { existsSync, watch } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root as frontend, installPackages } from './packages.mjs';

const USAGE = `Usage: ./gesso dev [OPTIONS]

Runs a Gesso to develop against: the server, and the page and its apps from their sources. A changed file of the page
or of an app is seen at once; after a change of Java sources the server is compiled and started anew. Ctrl-C ends all.

  --app NAME|DIR  one app alone on a fake host: two people, no server
  --backend       the server alone, started anew when its sources change
  --port 5173     where the page is; the next free port when it is taken
  --data DIR      where the server keeps its data; default .gesso-dev
`;

const root = resolve(frontend, '..');
/** Changes that come within this time are one. */
const SETTLE_MILLIS = 300;
const JAVA = ['protocol', 'canvas-cluster', 'http-edge', 'ai-worker', 'frontend', 'deploy'];

class Mistake extends Error {}

function options() {
  const { values } = parseArgs({
    options: {
      app: { type: 'string' },
      backend: { type: 'boolean', default: false },
      port: { type: 'string', default: process.env.GESSO_DEV_PORT ?? '5173' },
      data: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Mistake(`--port ${values.port} is no port.`);
  if (values.app !== undefined && values.backend)
    throw new Mistake('--app needs no server, --backend no app.');
  return { ...values, port };
}

const isFree = (port, host) =>
  new Promise((done) => {
    const probe = createServer();
    probe.once('error', () => done(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => done(true)));
  });
/** This port or the next that nobody has. */
async function freePort(from) {
  for (let port = from; port <= 65_535; port++)
    if ((await isFree(port, '127.0.0.1')) && (await isFree(port))) return port;
  throw new Mistake(`No port from ${from} on is free.`);
}

/** The server process, started anew at will. */
class Server {
  process = undefined;
  /** Told when it ends by itself. */
  onEnd = () => {};

  constructor(port, opsPort, data) {
    this.port = port;
    this.args = ['up', '--port', port, '--ops-port', opsPort, '--remote-port', 0, '--data', data];
  }

  start(compiled) {
    const env = { ...process.env, GESSO_BUILT: '1', ...(compiled ? { GESSO_CLASSES: 'target' } : {}) };
    const child = spawn(join(root, 'gesso'), this.args.map(String), {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.process = child;
    return new Promise((ready, failed) => {
      let output = '';
      child.stdout.on('data', (chunk) => {
        output += chunk;
        for (let end = output.indexOf('\n'); end >= 0; end = output.indexOf('\n')) {
          const line = output.slice(0, end);
          output = output.slice(end + 1);
          if (line === `Gesso is ready at http://localhost:${this.port}`) ready();
          else console.log(line);
        }
      });
      child.once('exit', (status) => {
        if (this.process !== child) return;
        this.process = undefined;
        failed(new Mistake(`The server ended with status ${status}.`));
        this.onEnd();
      });
    });
  }

  async stop() {
    const child = this.process;
    if (!child) return;
    this.process = undefined;
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGTERM');
    await ended;
  }
}

function compile() {
  const args = ['-o', '-q', '--batch-mode', '-Dstyle.color=never', '-Dexec.skip=true', '-DskipTests'];
  const child = spawn('mvn', [...args, '-pl', JAVA.join(','), 'process-classes'], { cwd: root });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  return new Promise((done) =>
    child.once('exit', (status) => {
      const errors = output.split('\n').filter((line) => /^\[ERROR\].*\.java:|^\[ERROR\] {3}/.test(line));
      if (status !== 0) console.error(errors.length > 0 ? errors.slice(0, 20).join('\n') : output);
      done(status === 0);
    }),
  );
}

/** Compiles and starts the server anew after each change of its sources; one at a time, the newest last. */
function follow(server) {
  let timer;
  let busy = false;
  let again = false;
  const renew = async () => {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    do {
      again = false;
      const began = performance.now();
      console.log('Java sources changed: compiling ...');
      if (await compile()) {
        await server.stop();
        await server.start(true).then(
          () =>
            console.log(`The server runs again after ${((performance.now() - began) / 1000).toFixed(1)} s.`),
          (error) => console.error(error.message),
        );
      } else console.error('The server goes on as it was.');
    } while (again);
    busy = false;
  };
  const changed = (_kind, file) => {
    if (file?.endsWith('~')) return;
    clearTimeout(timer);
    timer = setTimeout(renew, SETTLE_MILLIS);
  };
  const watchers = JAVA.map((module) => join(root, module, 'src/main'))
    .filter((folder) => existsSync(folder))
    .map((folder) => watch(folder, { recursive: true }, changed));
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}

/** The folder of an app by its name or path. */
function folderOf(app) {
  const named = join(frontend, 'apps', app);
  const folder = existsSync(join(named, 'manifest.json'))
    ? named
    : resolve(process.env.GESSO_FROM ?? '.', app);
  if (!existsSync(join(folder, 'manifest.json')))
    throw new Mistake(
      `There is no app '${app}': neither frontend/apps/${app} nor ${folder} has a manifest.json.`,
    );
  return folder;
}

async function main() {
  const { help, app, backend, port, data } = options();
  if (help) return console.log(USAGE);
  const ends = [];
  let ending = false;
  const end = async (status) => {
    if (ending) return;
    ending = true;
    for (const one of ends.reverse()) await one();
    process.exit(status);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(0));
  installPackages();
  const { serveApp, serveHost } = await import('./devServer.mjs');
  if (app !== undefined) {
    const vite = await serveApp({ port: await freePort(port), folder: folderOf(app) });
    ends.push(() => vite.close());
    return console.log(`${app} is ready at http://localhost:${vite.config.server.port}`);
  }
  const [server, ops] = [await freePort(8080), await freePort(8081)];
  const folder = data === undefined ? join(root, '.gesso-dev') : resolve(process.env.GESSO_FROM ?? '.', data);
  const java = new Server(server, server === ops ? await freePort(ops + 1) : ops, folder);
  ends.push(() => java.stop());
  await java.start(false);
  java.onEnd = () => {
    console.error('It starts again with the next change of its sources.');
  };
  ends.push(follow(java));
  if (backend) return console.log(`The server is ready at http://localhost:${server}`);
  const vite = await serveHost({ port: await freePort(port), server });
  ends.push(() => vite.close());
  console.log(`Gesso is ready to develop at http://localhost:${vite.config.server.port}`);
  console.log(`Operators: ./gesso publish DIR --url http://localhost:${server} --data ${folder}`);
}

main().catch((error) => {
  console.error(`gesso: ${error instanceof Mistake ? error.message : (error.stack ?? error)}`);
  process.exit(error.code?.startsWith('ERR_PARSE_ARGS') ? 2 : 1);
});
