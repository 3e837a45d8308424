import { describe, expect, test } from 'vitest';
import { redactStructures } from './by-structure.ts';

/** Inside of a structure only "X" is known; how a text was handed over is told behind it. */
const redact = (text: string) =>
  redactStructures(text, (inside, { isWhole }) => inside.replaceAll('X', isWhole ? '(x)' : '(x cut)'));

describe('what is handed on', () => {
  test.for<[text: string, clean: string]>([
    ['{"a":"X","X":["X",{"b":"X"}]}', '{"a":"(x)","(x)":["(x)",{"b":"(x)"}]}'],
    ['["X"] and X and {"a":"X"}', '["(x)"] and X and {"a":"(x)"}'],
    ['{"a":"X cut off', '{"a":"(x cut) cut off'],
    ['{"a":X1, X: 1}', '{"a":"(x)1", "(x)": 1}'],
    ['{"a":"b", "c" : [ 1 ]}', '{"a":"b", "c" : [ 1 ]}'],
  ])('%s', ([text, clean]) => {
    expect(redact(text)).toBe(clean);
  });
});

describe('a secret', () => {
  test.for<[text: string, clean: string]>([
    ['{"name":"DB_PASSWORD","value":"hunter2","of":"name"}', '{"name":"DB_PASSWORD","value":"[removed]","of":"name"}'],
    ['{"key":"Cookie","val":"a=hunter2","status":"Cookie"}', '{"key":"Cookie","val":"a=[removed]","status":"Cookie"}'],
    ['{"status":"hunter2","name":"DB_PASSWORD"}', '{"status":"hunter2","name":"DB_PASSWORD"}'],
    ['{"default":"hunter2","title":"password"}', '{"default":"hunter2","title":"password"}'],
    ['{"name":["password"],"value":"hunter2"}', '{"name":["password"],"value":"hunter2"}'],
    [
      '["Set-Cookie","a=hunter2; Path=/","Api-Key","hunter2","Accept","hunter2"]',
      '["Set-Cookie","a=[removed]; Path=/","Api-Key","[removed]","Accept","hunter2"]',
    ],
    ['["token","hunter2","password"]', '["token","hunter2","password"]'],
    ['["authorization",["hunter2"],"a"]', '["authorization",["[removed]"],"a"]'],
    [
      '{"password":["hunter2",["hunter3"],{"a":"hunter4"}]}',
      '{"password":["[removed]",["[removed]"],{"a":"hunter4"}]}',
    ],
    ['{"session":{"owner":"hunter2","token":"hunter3"}}', '{"session":{"owner":"hunter2","token":"[removed]"}}'],
    ['{"pass":"hunter2","tokens":"hunter3"}', '{"pass":"[removed]","tokens":"[removed]"}'],
    ['{"pass":2,"tokens":3,"pin":4815}', '{"pass":2,"tokens":3,"pin":"[removed]"}'],
    ['{"password":"","token":null,"secret":"required"}', '{"password":"","token":null,"secret":"required"}'],
    ['{"token":"medcor-verify-1"}', '{"token":"[removed]"}'],
    ['["my authorization","a1"]', '["my authorization","a1"]'],
    ['["authorization token","a1"]', '["authorization token","a1"]'],
    ['["x2-token","a1"]', '["x2-token","[removed]"]'],
    ['["x-token2","a1"]', '["x-token2","[removed]"]'],
    ['{"passcode":3,"db_pass":4}', '{"passcode":"[removed]","db_pass":4}'],
    ['{"nickname":"password","value":"hunter2"}', '{"nickname":"password","value":"hunter2"}'],
    ['{"names":"password","value":"hunter2"}', '{"names":"password","value":"hunter2"}'],
    ['{"name":"password","myvalue":"hunter2"}', '{"name":"password","myvalue":"hunter2"}'],
    ['{"name":"password","values":"hunter2"}', '{"name":"password","values":"hunter2"}'],
    ['{"a":{"token":"hunter2" b}}', '{"a":{"token":"[removed]" b}}'],
    ['{"password":["Cookie","a=b"]}', '{"password":["[removed]","[removed]"]}'],
  ])('%s', ([text, clean]) => {
    expect(redact(text)).toBe(clean);
  });
});

describe('what tells of a patient', () => {
  test.for<[text: string, clean: string]>([
    [
      '{"resourceType":"Patient","name":"J.","id":"7"}',
      '{"resourceType":"Patient","name":"[removed]","id":"[removed]"}',
    ],
    ['{"resourceType":"PatientList","name":"J."}', '{"resourceType":"PatientList","name":"J."}'],
    ['{"kind":"Patient","name":"J."}', '{"kind":"Patient","name":"J."}'],
    ['{"resourceType":["Patient"],"name":"J."}', '{"resourceType":["Patient"],"name":"J."}'],
    [
      '{"patient_id":"7","name":"J.","id":"a-1","other":"o"}',
      '{"patient_id":"[removed]","name":"[removed]","id":"a-1","other":"o"}',
    ],
    ['{"ssn":"7","_id":"a-1","idle":"o"}', '{"ssn":"[removed]","_id":"[removed]","idle":"o"}'],
    ['{"ssn":{"of":"7"},"name":"J."}', '{"ssn":{"of":"[removed]"},"name":"J."}'],
    [
      '{"name":"Jane Roe","team_name":"Jane Roe","names":"Jane Roe"}',
      '{"name":"[removed]","team_name":"Jane Roe","names":"Jane Roe"}',
    ],
    ['{"name":{"family":"Roe"}}', '{"name":{"family":"Roe"}}'],
    ['{"patients":4,"people":7,"patient":8}', '{"patients":4,"people":7,"patient":"[removed]"}'],
    ['{"patients":"P-4"}', '{"patients":"[removed]"}'],
    [
      '{"patient":{"status":"active","kind":{"of":"X"},"said":"so","list":["a",["b"]]}}',
      '{"patient":{"status":"active","kind":{"of":"[removed]"},"said":"[removed]","list":["[removed]",["[removed]"]]}}',
    ],
    ['{"diagnosis":{"code":"I10","status":"final"}}', '{"diagnosis":{"code":"[removed]","status":"final"}}'],
    ['{"dob":"1980","status":"booked"}', '{"dob":"[removed]","status":"booked"}'],
    ['{"patient":{"type":"object","title":"X"}}', '{"patient":{"type":"object","title":"(x)"}}'],
    ['{"patient":{"$ref":"#/X"}}', '{"patient":{"$ref":"#/(x)"}}'],
    ['{"patient":{"type":"inpatient","of":"7"}}', '{"patient":{"type":"inpatient","of":"[removed]"}}'],
    ['{"patient":{"type":["text"],"of":"7"}}', '{"patient":{"type":["text"],"of":"[removed]"}}'],
    ['{"patient":{"kind":"string","of":"7"}}', '{"patient":{"kind":"string","of":"[removed]"}}'],
    [
      '{"patient":"medcor-verify-1","dob":"medcor-verify-X"}',
      '{"patient":"medcor-verify-1","dob":"medcor-verify-(x)"}',
    ],
    ['{"patient":{"email":null,"token":"hunter2"}}', '{"patient":{"email":null,"token":"[removed]"}}'],
    ['{"resourceType":"MyPatient","name":"J."}', '{"resourceType":"MyPatient","name":"J."}'],
    ['{"ssn":"7","paid":"a-1"}', '{"ssn":"[removed]","paid":"a-1"}'],
    ['{"patient":{"type":"substring","of":"7"}}', '{"patient":{"type":"substring","of":"[removed]"}}'],
    ['{"patient":{"type":"strings","of":"7"}}', '{"patient":{"type":"strings","of":"[removed]"}}'],
    ['{"patient":{"said":"Basic a1"}}', '{"patient":{"said":"[removed]"}}'],
    ['[{"mrn":"7"},{"note":"n"}]', '[{"mrn":"[removed]"},{"note":"n"}]'],
  ])('%s', ([text, clean]) => {
    expect(redact(text)).toBe(clean);
  });
});
