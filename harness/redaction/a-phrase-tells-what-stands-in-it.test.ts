import { describe, expect, test } from 'vitest';
import { redactPhrases } from './by-phrase.ts';

describe('what a phrase gives away goes', () => {
  test.for<[text: string, clean: string]>([
    ['psql --password a1 b', 'psql --password [removed] b'],
    ['psql --api-key   a1;b', 'psql --api-key   [removed];b'],
    ['psql --TOKEN\ta1…', 'psql --TOKEN\t[removed]…'],
    ['login with password "a1b2c3" now', 'login with password "[removed]" now'],
    ["with password was 'a1 b2c'", "with password was '[removed]'"],
    ['api key value `a1b2c3`', 'api key value `[removed]`'],
    ['API_KEY is "a1b2c3"', 'API_KEY is "[removed]"'],
    ['session-id "a1b2c3d"', 'session-id "[removed]"'],
    ['token \\"a1b2c3\\"', 'token \\"[removed]\\"'],
    ['cookie of "a1b2c3"', 'cookie of "[removed]"'],
    ["IDENTIFIED BY 'a1'", "IDENTIFIED BY '[removed]'"],
    ['identified by "a1" x', 'identified by "[removed]" x'],
    ["IDENTIFIED BY 'a1\n", "IDENTIFIED BY '[removed]\n"],
    ['said Bearer a1b2c3 x', 'said Bearer [removed] x'],
    ['Basic YWJjZGVm=', 'Basic [removed]'],
    ['bearer%20a1b2c3', 'bearer%20[removed]'],
    ['Bearer   abc.def', 'Bearer   [removed]'],
    ['Basic abcdefg+hi==', 'Basic [removed]'],
    ['Key (email)=(jane) already', 'Key (email)=([removed]) already'],
    ['Key (tenant, email)=(a, jane) already', 'Key (tenant, email)=([removed]) already'],
    ['Key (email)=(jane\nx)', 'Key (email)=([removed]\nx)'],
    ['Key (tenant_id,mrn)=(1, 2)', 'Key (tenant_id,mrn)=([removed])'],
    ['Failing row contains (1, 2).\nnext', 'Failing row contains ([removed]\nnext'],
    ['<input name="token" value="a1">', '<input name="token" value="[removed]">'],
    ['<input value="a1" name="token">', '<input value="[removed]" name="token">'],
    ['<input type=hidden name=token value=a1>', '<input type=hidden name=token value=[removed]>'],
    ["<INPUT name='token' value='a1'>", "<INPUT name='token' value='[removed]'>"],
    ['<password>a1</password>', '<password>[removed]</password>'],
    ['<soap:password x="1"> a1 b</soap:password>', '<soap:password x="1"> [removed]</soap:password>'],
    ['<first_name>\n Jane</first_name>', '<first_name>\n [removed]</first_name>'],
    ['PID|1||x\rPV1|2', 'PID|[removed]\rPV1|2'],
    ['MSH|PID|a\nb', 'MSH|PID|[removed]\nb'],
  ])('%s', ([text, clean]) => {
    expect(redactPhrases(text)).toBe(clean);
  });
});

describe('what it does not stays', () => {
  test.for([
    'psql --pw a1',
    'psql ---password a1',
    'x--password a1',
    'psql --password -h',
    'psql --password refused',
    'psql --password=a1',
    "psql --token 'a1'",
    'psql --to a1',
    'unexpected token "a1b2c3"',
    'with password "a1b2"',
    'mypassword "a1b2c3"',
    'token "a1b\nc3d4"',
    'passphrase "a1b2c3',
    'token  "required"',
    'token    "a1b2c3"',
    "xIDENTIFIED BY 'a1'",
    'said Bearer abcdef',
    'Basic YWJjZGVm',
    'Bearer realm="a1b2c3"',
    'Bearer a1b2',
    'myBearer a1b2c3',
    "Bearer error='a1b2c3'",
    'Key (tenant)=(a1) already',
    'Key (email)=() already',
    'key (email)=(jane)',
    'xKey (email)=(jane)',
    'xFailing row contains (1',
    '<input name="tenant" value="a1">',
    '<xinput name="token" value="a1">',
    '<input name="token"> value="a1"',
    '<inputs name="token" value="a1">',
    '<password>a1<b>',
    '<tenant>a1</tenant>',
    '<password></password>',
    'xPID|1',
    'PID|',
  ])('%s', (text) => {
    expect(redactPhrases(text)).toBe(text);
  });
});
