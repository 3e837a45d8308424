import { expect, test } from 'vitest';
import { layersOf } from './folded.ts';

const bytes = (text: string) => Buffer.from(text).toString('latin1');

test.for<[text: string, layers: string[]]>([
  ['aBc \t\n+Z\u007f@[', ['abcz@[']],
  ['äß€😀', [bytes('äß€😀')]],
  ['😀a\uffffb\u0080\u{10ffff}c', [bytes('😀a\uffffb\u0080\u{10ffff}c')]],
  ['\\\\', ['\\\\', '\\']],
  ['\\ä', [`\\${bytes('ä')}`, bytes('ä')]],
  ['a\u00a0b\u00adc\ufeffd\u2028e\u2029f\u2000g\u200fh', ['abcdefgh']],
  ['\u1fff\u2010\u202a', [bytes('\u1fff\u2010\u202a')]],
  ['\ud83d', [bytes('\ufffd')]],
  ['\u001b[31mred\u001b[0m \u001b[1;2?K\u001b', ['red']],
  ['\u001b31m', ['31m']],
  ['\\u0041\\u00e4', ['\\u0041\\u00e4', `a${bytes('ä')}`]],
  ['\\u{41}\\u{1f600}', ['\\u{41}\\u{1f600}', `a${bytes('😀')}`]],
  ['\\ud83d\\ude00!', ['\\ud83d\\ude00!', `${bytes('😀')}!`]],
  ['\\x41\\xc3\\xa4', ['\\x41\\xc3\\xa4', `a${bytes('ä')}`]],
  ['a\\n\\r\\t\\b\\f\\v\\0b', ['a\\n\\r\\t\\b\\f\\v\\0b', 'ab']],
  ['\\"\\q\\/', ['\\"\\q\\/', '"q/']],
  ['%41%C3%a4%zz', ['%41%c3%a4%zz', `a${bytes('ä')}%zz`]],
  ['&amp;&lt;&gt;&quot;&apos;&nbsp;!', ['&amp;&lt;&gt;&quot;&apos;&nbsp;!', `&<>"'!`]],
  ['&#65;&#x41;&#228;&#xe4;', ['&#65;&#x41;&#228;&#xe4;', `aa${bytes('ää')}`]],
  ['&#9999999;', ['&#9999999;', bytes('\ufffd')]],
  ['&bogus; 100% \\', ['&bogus;100%\\']],
  ['&bogus;%41', ['&bogus;%41', '&bogus;a']],
  ['%2541', ['%2541', '%41', 'a']],
  ['%25252541', ['%25252541', '%252541', '%2541', '%41']],
])('%j says %j', ([text, layers]) => {
  expect(layersOf(text)).toEqual(layers);
});
