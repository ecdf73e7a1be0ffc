import { describe, expect, it } from 'vitest';
import { cleaned, isOnlyEmoji, mentionsIn, piecesOf, plainOf } from '../src/text.ts';

const links = (text: string) =>
  piecesOf(text).flatMap((piece) => (piece.kind === 'link' ? [piece.href] : []));

describe('the text of a message', () => {
  it('[W1] has links to http, https and mailto, without the punctuation of the sentence', () => {
    expect(links('See https://example.org/a?b=c#d, or http://x.org.')).toEqual([
      'https://example.org/a?b=c#d',
      'http://x.org/',
    ]);
    expect(links('(https://en.wikipedia.org/wiki/Go_(game))')).toEqual([
      'https://en.wikipedia.org/wiki/Go_(game)',
    ]);
    expect(links('Write to mailto:ana@example.org!')).toEqual(['mailto:ana@example.org']);
    expect(piecesOf('a https://x.org b').map((piece) => piece.kind)).toEqual(['text', 'link', 'text']);
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,<script>1</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'https://user:pass@bank.example/',
    'https://bank.example@evil.example/',
    'http://',
    'https://exa mple',
    'mailto:',
  ])('[W1] never links %s', (text) => {
    expect(links(text).filter((href) => !/^https:\/\/exa\/?$/.test(href))).toEqual([]);
  });

  it('[W1] shows a host of foreign letters as it is asked for', () => {
    const [piece] = piecesOf('https://аpple.com/x');
    expect(piece).toMatchObject({ kind: 'link', text: 'https://xn--pple-43d.com/x' });
  });

  it('[W1] knows bold, code, blocks and mentions, and leaves the rest alone', () => {
    expect(piecesOf('**now** `a < b` <@u-1> ```\nx\ny\n``` 2 * 3 * 4 <b>')).toEqual([
      { kind: 'bold', text: 'now' },
      { kind: 'text', text: ' ' },
      { kind: 'code', text: 'a < b' },
      { kind: 'text', text: ' ' },
      { kind: 'mention', user: 'u-1' },
      { kind: 'text', text: ' ' },
      { kind: 'block', text: 'x\ny' },
      { kind: 'text', text: ' 2 * 3 * 4 <b>' },
    ]);
    expect(piecesOf('`<@u> https://x.org`')).toEqual([{ kind: 'code', text: '<@u> https://x.org' }]);
  });

  it('[W1] is read in bounded time, however it is made', () => {
    for (const part of ['*', '`', '<@', '(', 'https://x', '**a', '```', ')]}.,']) {
      const started = performance.now();
      piecesOf(part.repeat(4_000 / part.length));
      expect(performance.now() - started, part).toBeLessThan(200);
    }
  });

  it('[W1] is cleaned as the backend cleans it', () => {
    expect(cleaned(' \u001b[31mred\u0007\r\nnext\u2028last\u0085\tend\n')).toBe('[31mred\nnext\nlast\tend');
    expect(mentionsIn('<@b> <@a> <@b> <@A>')).toEqual(['b', 'a']);
    expect(plainOf('Hi <@b>,\n**now**', (user) => `name of ${user}`)).toBe('Hi @name of b, now');
  });

  it('[W1] is large when it is nothing but a few emoji', () => {
    for (const text of ['🎉', '👍🏽 ❤️', '🇩🇪👩‍👩‍👧‍👦1️⃣']) expect(isOnlyEmoji(text), text).toBe(true);
    for (const text of ['', 'a', '🎉 yes', '🎉🎉🎉🎉', '12']) expect(isOnlyEmoji(text), text).toBe(false);
  });
});
