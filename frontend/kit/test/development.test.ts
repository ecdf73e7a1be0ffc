import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { policy } from '../../scripts/devServer.mjs';

const root = join(import.meta.dirname, '../../..');

it('[V1][X3][FE-222] the page is developed under the policy that the edge gives it', () => {
  const edge = readFileSync(
    join(root, 'http-edge/src/main/java/gesso/edge/http/SecurityHeaders.java'),
    'utf8',
  );
  const directives = [
    ...edge.slice(edge.indexOf('ofPage(')).matchAll(/^ +"([a-z]+-(?:src|uri|action|ancestors)) ?([^"]*)"/gm),
  ];
  const theirs = new Map(directives.map(([, name, sources]) => [name, sources?.trim()]));
  theirs.delete('report-uri');
  const ours = new Map(
    policy('X', 'ws://localhost', 'http://localhost/sandbox/frame.html')
      .split('; ')
      .map((one) => [one.slice(0, one.indexOf(' ')), one.slice(one.indexOf(' ') + 1)]),
  );
  expect([...ours.keys()]).toEqual([...theirs.keys()]);
  for (const [name, sources] of theirs)
    if (!['script-src', 'style-src', 'connect-src', 'frame-src'].includes(name ?? ''))
      expect(ours.get(name ?? '')).toBe(sources);
  // Vite's own first script has the nonce of the styles: nothing else is let in.
  expect(ours.get('script-src')).toBe("'self' 'nonce-X'");
  expect(ours.get('frame-src')).toBe('http://localhost/sandbox/frame.html');
  expect(policy('X', '', '')).not.toMatch(/unsafe|\*/);
});

it('[V2][D5][FE-219] each job of the pipeline is a part of ./gesso test, and each part has a job', () => {
  const workflow = readFileSync(join(root, '.github/workflows/test.yml'), 'utf8');
  const parts = readFileSync(join(root, 'deploy/script/test.sh'), 'utf8');
  const known = [...parts.matchAll(/^test_(java|page|browser|load)\(\)/gm)].map(([, part]) => part);
  const run = [...workflow.matchAll(/run: \.\/gesso test --only (\w+)$/gm)].map(([, part]) => part);
  expect(run.sort()).toEqual(known.sort());
  expect(known).toHaveLength(4);
  for (const job of ['functions', 'components', 'canvas', 'performance'])
    expect(workflow).toMatch(new RegExp(`^ {2}${job}:$`, 'm'));
  expect(workflow.match(/actions\/upload-artifact/g)).toHaveLength(4);
});
