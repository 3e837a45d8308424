import { describe, expect, test } from 'vitest';
import { redactor } from '../redact.ts';

/** Knows no secret: names alone tell. */
const redact = redactor([]);

const secret = 'Tr0ub4dor';

describe('what its name calls a secret goes', () => {
  test.for<[text: string, clean: string]>([
    // Objects and lists, in the languages of services and of their libraries.
    [`{"password":"${secret}"}`, '{"password":"[removed]"}'],
    [`{"user":"a","apiKey": "${secret}", "n":1}`, '{"user":"a","apiKey": "[removed]", "n":1}'],
    [
      `{"access_token":"${secret}","token_type":"Bearer","expires_in":300}`,
      '{"access_token":"[removed]","token_type":"Bearer","expires_in":300}',
    ],
    [`{"pin": 481516, "total": 5}`, '{"pin": "[removed]", "total": 5}'],
    [`{"invalid_token":"${secret}","nextPageToken":"2"}`, '{"invalid_token":"[removed]","nextPageToken":"2"}'],
    [`{"tokens":["${secret}","other"],"of":"a"}`, '{"tokens":["[removed]","[removed]"],"of":"a"}'],
    [`{"config":{"db":{"DATABASE_PASSWORD":"${secret}"}}}`, '{"config":{"db":{"DATABASE_PASSWORD":"[removed]"}}}'],
    [`{"body":"{\\"password\\":\\"${secret}\\"}"}`, '{"body":"{\\"password\\":\\"[removed]\\"}"}'],
    [`{"name":"Authorization","value":"Basic ${secret}="}`, '{"name":"Authorization","value":"Basic [removed]"}'],
    [
      `{"headers":["Cookie","sid=${secret}; theme=${secret}","Accept","*/*"]}`,
      '{"headers":["Cookie","sid=[removed]; theme=[removed]","Accept","*/*"]}',
    ],
    [`{'username': 'medcor', 'password': '${secret}'}`, "{'username': 'medcor', 'password': '[removed]'}"],
    [`{'password': "it's ${secret}", 'ok': True}`, "{'password': \"[removed]\", 'ok': True}"],
    [`{ host: 'db', password: '${secret}', port: 5432 }`, "{ host: 'db', password: '[removed]', port: 5432 }"],
    [`Map(1) { 'client_secret' => '${secret}' }`, "Map(1) { 'client_secret' => '[removed]' }"],
    [`{user=medcor, password=${secret}}`, '{user=medcor, password=[removed]}'],
    // Cut in mid value, in mid key and before what opens the object.
    [
      `200 application/json: {"status":"ok","password":"${secret}…`,
      '200 application/json: {"status":"ok","password":"[removed]…',
    ],
    [`{"password":"${secret}`, '{"password":"[removed]'],
    [`…","password":"${secret}","status":"ok"}`, '…","password":"[removed]","status":"ok"}'],
    [`…\\"password\\": \\"${secret}\\", \\"n\\": 1`, '…\\"password\\": \\"[removed]\\", \\"n\\": 1'],
    [
      `it said {"password":"${secret}… and then {"status":"down"}`,
      'it said {"password":"[removed]… and then {"status":"down"}',
    ],
    // Headers.
    [`Authorization: Bearer ${secret}.x`, 'Authorization: Bearer [removed]'],
    [`authorization: Basic ${secret}==\r\nAccept: */*`, 'authorization: Basic [removed]\r\nAccept: */*'],
    [`Proxy-Authorization: Digest username="a", response="${secret}"`, 'Proxy-Authorization: Digest [removed]'],
    [`Cookie: sessionid=${secret}; csrftoken=${secret}`, 'Cookie: sessionid=[removed]; csrftoken=[removed]'],
    [
      `Set-Cookie: sessionid=${secret}; Path=/; HttpOnly; SameSite=Lax`,
      'Set-Cookie: sessionid=[removed]; Path=/; HttpOnly; SameSite=Lax',
    ],
    [`X-Api-Key: ${secret}`, 'X-Api-Key: [removed]'],
    [`mcp-session-id: ${secret}`, 'mcp-session-id: [removed]'],
    [`curl -H "Authorization: Bearer ${secret}.x" http://h/`, 'curl -H "Authorization: Bearer [removed]" http://h/'],
    [`accept: */*, x-auth-token: ${secret}`, 'accept: */*, x-auth-token: [removed]'],
    [`refused: Bearer ${secret}.sig`, 'refused: Bearer [removed]'],
    // Forms, queries, settings, commands.
    [`username=medcor&password=${secret}&next=%2F`, 'username=medcor&password=[removed]&next=%2F'],
    [`GET http://h/x?limit=5&api_key=${secret}#top`, 'GET http://h/x?limit=5&api_key=[removed]#top'],
    [`host=db user=medcor password=${secret} dbname=x`, 'host=db user=medcor password=[removed] dbname=x'],
    [`DATABASE_PASSWORD=${secret} and more words\nDEBUG=1`, 'DATABASE_PASSWORD=[removed]\nDEBUG=1'],
    [`export JWT_SIGNING_KEY='${secret}'`, "export JWT_SIGNING_KEY='[removed]'"],
    [
      `database:\n  user: medcor\n  password: ${secret} with blanks\n  port: 5432`,
      'database:\n  user: medcor\n  password: [removed]\n  port: 5432',
    ],
    [`[rabbitmq]\ndefault_pass = ${secret}\nport = 5672`, '[rabbitmq]\ndefault_pass = [removed]\nport = 5672'],
    [`psql --password ${secret} --host db`, 'psql --password [removed] --host db'],
    [`error: unknown option '--token=${secret}'`, "error: unknown option '--token=[removed]'"],
    [`login failed with password "${secret}" for medcor`, 'login failed with password "[removed]" for medcor'],
    [`ALTER ROLE medcor PASSWORD '${secret}'`, "ALTER ROLE medcor PASSWORD '[removed]'"],
    [`CREATE USER a IDENTIFIED BY '${secret}'`, "CREATE USER a IDENTIFIED BY '[removed]'"],
    [
      `<input type="hidden" name="csrfmiddlewaretoken" value="${secret}">`,
      '<input type="hidden" name="csrfmiddlewaretoken" value="[removed]">',
    ],
    [`<soap:password>${secret}</soap:password>`, '<soap:password>[removed]</soap:password>'],
    // By their own look.
    ['AKIAIOSFODNN7EXAMPLE was refused', '[removed] was refused'],
    [`-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----`, '[removed]'],
    ['connecting to amqp:/medcor:Tr0ub4dor@broker:5672', 'connecting to amqp:/medcor:[removed]@broker:5672'],
    ['postgres://medcor:Tr0ub…', 'postgres://medcor:[removed]…'],
  ])('%s', ([text, clean]) => {
    expect(redact(text)).toBe(clean);
  });
});

describe('what says why something was refused stays', () => {
  test.for([
    'the password is refused',
    'password authentication failed for user "medcor"',
    'WRONGPASS invalid username-password pair or user is disabled.',
    'ACCESS_REFUSED - Login was refused using authentication mechanism PLAIN.',
    "Access denied for user 'medcor'@'db' (using password: YES)",
    'token: expired',
    'the token: it has expired an hour ago',
    'password: required',
    '{"password":["This field is required."],"token":null}',
    '{"password": "This password is too short."}',
    '{"detail":"Authentication credentials were not provided."}',
    '{"error":"invalid_token","error_description":"The access token expired"}',
    'www-authenticate: Bearer realm="medcor", error="invalid_token"',
    'Unexpected token \'<\', "<html><head>" is not valid JSON',
    'curl -i -H "Authorization: Bearer $TOKEN" http://localhost/api/appointments/',
    'mcp.refuses-an-expired-token: The MCP endpoint must refuse with 401 a tool call whose token has expired',
    '{"accepted":{"mcp.refuses-an-expired-token":"we hold no key for it"}}',
    '{"properties":{"password":{"type":"string","minLength":8}},"required":["password"]}',
    '{"passed":12,"pass":3,"tokens":512,"max_tokens":4096}',
    '{"status":"pass","checks":{"db":"pass"}}',
    '401 for a tool call with a token that expired an hour ago, and no result',
    "unknown option '--password'",
    'PWD=/srv/medcor',
    'Basic authentication is wanted',
    'routing_key=celery&primary_key=5',
    'MCP-Protocol-Version: 2026-07-28',
    "CELERY_RESULT_BACKEND with 'rpc://' and task_ignore_result with False",
    'amqp://guest@broker:5672//',
    'http://[::1]:8001/health/ and http://localhost:8001…',
  ])('%s', (text) => {
    expect(redact(text)).toBe(text);
  });
});
