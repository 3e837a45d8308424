import { describe, expect, test } from 'vitest';
import { redactKeys } from './by-key.ts';
import { withoutSecretOf } from './header-values.ts';

describe('outside of objects and lists', () => {
  test.for<[text: string, clean: string]>([
    // A header: to the end of its line, or of the quotation that holds all of it.
    ['x-api-key: a1 b2\r\naccept: c', 'x-api-key: [removed]\r\naccept: c'],
    ['x-api-key: a1 b2\\r\\naccept: c', 'x-api-key: [removed]\\r\\naccept: c'],
    ['at x-api-key: a1 b2… c', 'at x-api-key: [removed]… c'],
    ['at authorization: a1 b2', 'at authorization: [removed]'],
    ['at cookie: a1 b2', 'at cookie: [removed]'],
    ['-H "X-Api-Key: a1 b2" http://h/', '-H "X-Api-Key: [removed]" http://h/'],
    ['"authorization: a1 b2', '"authorization: [removed]'],
    ['at my-api-key: a1 b2', 'at my-api-key: [removed]'],
    ['at 1-22-api-key: a1 b2', 'at 1-22-api-key: [removed]'],
    ['x-auth-token: expired', 'x-auth-token: expired'],
    ['at my_authorization: a1 b2', 'at my_authorization: [removed] b2'],
    ['at authorization_token: a1 b2', 'at authorization_token: [removed] b2'],
    ['at x.api-key: a1 b2', 'at x.api-key: [removed] b2'],
    ['at api-key=a1 b2', 'at api-key=[removed] b2'],
    // A setting: all of its line, whatever such a line begins with.
    ['password: a1 b2\nport: 1', 'password: [removed]\nport: 1'],
    ['port: 1\r\tpassword: a1 b2… c', 'port: 1\r\tpassword: [removed]… c'],
    ['api_key = a1 b2', 'api_key = [removed]'],
    ['API_KEY2=a1 b2', 'API_KEY2=[removed]'],
    ['- password: a1 b2', '- password: [removed]'],
    ['export API_KEY=a1 b2', 'export API_KEY=[removed]'],
    ['set API_KEY=a1 b2', 'set API_KEY=[removed]'],
    ['ENV API_KEY=a1 b2', 'ENV API_KEY=[removed]'],
    ['#password = a1 b2', '#password = [removed]'],
    ['; password = a1 b2', '; password = [removed]'],
    ['password: refused by the server', 'password: refused by the server'],
    // No setting: a word.
    ['the user and password: a1 b2', 'the user and password: [removed] b2'],
    ['x; password = a1 b2', 'x; password = [removed] b2'],
    [`x${' '.repeat(60)}password: a1 b2`, `x${' '.repeat(60)}password: [removed] b2`],
    ['password:a1 b2', 'password:[removed] b2'],
    ['x password = expired', 'x password = [removed]'],
    ['x API_KEY=a1 b2', 'x API_KEY=[removed] b2'],
    ['api_KEY=a1 b2', 'api_KEY=[removed] b2'],
    ['API_key=a1 b2', 'API_key=[removed] b2'],
    ['(password:a1)[b]', '(password:[removed])[b]'],
    ['password:a1[b', 'password:[removed][b'],
    ['api_key=a1:b/c[d&e=1', 'api_key=[removed]&e=1'],
    // What was written between quotation marks, of which the second one may be missing.
    ['password: "a1 b2" c', 'password: "[removed]" c'],
    ['password: "the one" c', 'password: "[removed]" c'],
    ['password: "" c', 'password: "" c'],
    ['password: `a1… c', 'password: `[removed]… c'],
    ['\\"password\\": \\"a1 b2\\" c', '\\"password\\": \\"[removed]\\" c'],
    // A value without quotation marks behind a name with them.
    ['…, "password" : 12345 6, "n": 1', '…, "password" : [removed] 6, "n": 1'],
    ['…, "password": expired, "n": 1', '…, "password": expired, "n": 1'],
    ["…, 'password' => a1:b2", "…, 'password' => [removed]:b2"],
    ['"password=a1:b2', '"password=[removed]'],
    // Lists in a form.
    ['tokens[0]=a1&tokens[12]=b2&tokens[]=c3', 'tokens[0]=[removed]&tokens[12]=[removed]&tokens[]=[removed]'],
    // No sign of a value.
    ['password::a1 token==a1 token://a1', 'password::a1 token==a1 token://a1'],
    ['user:a1 password', 'user:a1 password'],
  ])('%s', ([text, clean]) => {
    expect(redactKeys(text)).toBe(clean);
  });
});

test.for<[text: string, clean: string]>([
  ['PWD=/srv/medcor', 'PWD=/srv/medcor'],
  ['pwd=~/medcor', 'pwd=~/medcor'],
  ['PWD=a1/b2', 'PWD=[removed]'],
  ['DB_PWD=/a1', 'DB_PWD=[removed]'],
  ['PWD_HASH=/a1', 'PWD_HASH=[removed]'],
  ['PASSWORD=/a1', 'PASSWORD=[removed]'],
])('the folder of a shell is no password: %s', ([text, clean]) => {
  expect(redactKeys(text)).toBe(clean);
});

test.for<[name: string, value: string, clean: string]>([
  ['authorization', 'Basic a1', 'Basic [removed]'],
  ['authorization', ' bearer  a1', ' bearer  [removed]'],
  ['authorization', 'a1 Basic b2', '[removed]'],
  ['authorization', 'Basic', '[removed]'],
  ['authorization', 'Bearer $TOKEN', 'Bearer $TOKEN'],
  ['cookie', 'a=1;b=2; c=3', 'a=[removed];b=[removed]; c=[removed]'],
  ['set-cookie', 'a=1,  b=2;Path=/x; mypath=a; paths=b', 'a=[removed];Path=/x; mypath=[removed]; paths=[removed]'],
  ['cookie', 'a=; b=null', 'a=; b=null'],
  ['cookie', 'a1', '[removed]'],
  ['token', 'a=1', '[removed]'],
])('of the header %s: %s', ([name, value, clean]) => {
  expect(withoutSecretOf(name, value)).toBe(clean);
});
