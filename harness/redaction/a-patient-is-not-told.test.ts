import { describe, expect, test } from 'vitest';
import { redactor } from '../redact.ts';

const redact = redactor([]);

describe('what is told of a patient goes', () => {
  test.for<[text: string, clean: string]>([
    [
      '{"id":"a-1","patientReference":"P-8412","doctor":"Dr. Grey","specialty":"cardiology","startsAt":"2026-11-22T10:00:00Z","durationMinutes":30,"status":"booked"}',
      '{"id":"a-1","patientReference":"[removed]","doctor":"[removed]","specialty":"cardiology","startsAt":"[removed]","durationMinutes":30,"status":"booked"}',
    ],
    [
      '{"first_name":"Jane","lastName":"Roe","dob":"1980-04-12","status":"active"}',
      '{"first_name":"[removed]","lastName":"[removed]","dob":"[removed]","status":"active"}',
    ],
    [
      '{"id":8412,"name":"J. Roe","mrn":"00123","note":"asked twice"}',
      '{"id":"[removed]","name":"[removed]","mrn":"[removed]","note":"[removed]"}',
    ],
    [
      '{"patient":{"id":8412,"anything":"said","nested":{"deep":"down"},"status":"active"}}',
      '{"patient":{"id":"[removed]","anything":"[removed]","nested":{"deep":"[removed]"},"status":"active"}}',
    ],
    [
      '{"patients":[{"ref":"x1"},{"ref":"x2"}],"total":2}',
      '{"patients":[{"ref":"[removed]"},{"ref":"[removed]"}],"total":2}',
    ],
    [
      '{"resourceType":"Patient","name":[{"family":"Roe","given":["Jane","Q"]}],"birthDate":"1980"}',
      '{"resourceType":"Patient","name":[{"family":"[removed]","given":["[removed]","[removed]"]}],"birthDate":"[removed]"}',
    ],
    [
      '{"telecom":[{"system":"phone","value":"0170 12345"}]}',
      '{"telecom":[{"system":"[removed]","value":"[removed]"}]}',
    ],
    [
      '{"diagnosis":"I10","medications":["Lisinopril"],"insurance_number":"A123","ssn":123456789}',
      '{"diagnosis":"[removed]","medications":["[removed]"],"insurance_number":"[removed]","ssn":"[removed]"}',
    ],
    [
      "{'patient_name': 'Jane Roe', 'date_of_birth': datetime.date(1980, 4, 12), 'email': None}",
      "{'patient_name': '[removed]', 'date_of_birth': \"[removed]\", 'email': None}",
    ],
    ['{"name":"Jane Roe"}', '{"name":"[removed]"}'],
    [
      '200 application/json: {"total":1,"patients":[{"name":"J. Roe","phone":"0170…',
      '200 application/json: {"total":1,"patients":[{"name":"[removed]","phone":"[removed]…',
    ],
    [
      '{"content":[{"type":"text","text":"{\\"patientReference\\":\\"P-8412\\"}"}]}',
      '{"content":[{"type":"text","text":"{\\"patientReference\\":\\"[removed]\\"}"}]}',
    ],
    ['first_name=Jane&last_name=Roe&tenant=north', 'first_name=[removed]&last_name=[removed]&tenant=north'],
    ['GET http://h/api/search?patient_id=8412&limit=5', 'GET http://h/api/search?patient_id=[removed]&limit=5'],
    [
      'GET http://h/api/patients/8412/records?limit=5 is answered with 500',
      'GET http://h/api/patients/[removed]/records?limit=5 is answered with 500',
    ],
    [
      'no such patient: jane.roe@example.org, +49 170 1234567, 123-45-6789, (555) 123-4567',
      'no such patient: [removed], [removed], [removed], [removed]',
    ],
    [
      'Patient Jane Q. Roe (born 1980-04-12, MRN: 00412) was not found',
      'Patient [removed] (born [removed], MRN: [removed]) was not found',
    ],
    ['there is no patient 8412 of Mrs. Roe', 'there is no patient [removed] of Mrs. [removed]'],
    ['Key (email)=(jane@example.org) already exists.', 'Key (email)=([removed]) already exists.'],
    ['DETAIL: Failing row contains (8412, Jane Roe, 1980-04-12).', 'DETAIL: Failing row contains ([removed]'],
    [
      '<birthDate>1980-04-12</birthDate><first_name>Jane</first_name>',
      '<birthDate>[removed]</birthDate><first_name>[removed]</first_name>',
    ],
    ['MSH|^~\\&|A\rPID|1||8412^^^MRN||Roe^Jane||19800412|F\rPV1|1', 'MSH|^~\\&|A\rPID|[removed]\rPV1|1'],
    ['date_of_birth: 12 April 1980\nstatus: active', 'date_of_birth: [removed]\nstatus: active'],
  ])('%s', ([text, clean]) => {
    expect(redact(text)).toBe(clean);
  });
});

describe('what says nothing of anybody stays', () => {
  test.for([
    'none; the queue "celery" has 0 consumers and 1 waiting message while worker worker1@localhost answers ping',
    'a pong from 2 workers: 1 (celery@app.example.org); the broker counts 2 consumers on the queue "celery"',
    'rabbit@broker.example.org, w1@app and t5672@localhost',
    'git@github.com:medcor/medcor.git',
    'appointments.0.patientReference: Invalid input: expected string, received undefined',
    '/appointments/0/patientReference: must be string',
    '200 with JSON in which appointments.0.startsAt: Invalid ISO datetime; total: Invalid input: expected number, received string',
    '{"email":["Enter a valid email address."],"first_name":["This field may not be blank."]}',
    '{"patientReference":"medcor-verify-3f0c6f0e-9a55-4b2c-8d3e-2f1a6b7c8d9e","id":"a-1"}',
    '{"patients":4,"appointments":12,"status":"ok"}',
    '{"name":"list_appointments","description":"Lists appointments","inputSchema":{"properties":{"patient_name":{"type":"string"}}}}',
    '{"services":[{"name":"database","status":"down"},{"name":"Redis Cache","status":"up"}]}',
    '{"serverInfo":{"name":"MedCor MCP Server","version":"1.0.0"}}',
    '{"status":"error","detail":"Patient Not Found"}',
    'GET /api/patients/ and /api/patients/search are answered with 404',
    'the canary 7f3a9c2b1d4e of the run 2026-11-22T10-10-04-123Z, begun at 2026-11-22T10:10:04.123+00:00',
    '5672, 127.0.0.1:15672, 3.12.14, 710.1 ms, 95 %, 1.0.0-rc.1, 2026-11-22',
    'medcor-verify-3f0c6f0e-9a55-4b2c-8d3e-2f1a6b7c8d9e is still there: appointment 88',
    'Patient Management and Patient Record are features of the guide',
    'amqp://medcor@broker.example.org:5672/medcor',
    'the patient reference is missing',
  ])('%s', (text) => {
    expect(redact(text)).toBe(text);
  });
});
