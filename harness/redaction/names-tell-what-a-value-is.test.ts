import { expect, test } from 'vitest';
import { isKindName, isPatientName, isPersonName, isSecretName, isTellingBesidePatient } from './names.ts';

test.for([
  'password',
  'DATABASE_PASSWORD',
  'databasePassword2',
  'X-Api-Key',
  'new_password_confirmation',
  'password_hash',
  'secret_key_base',
  'pgpassword',
  'pgpassword_2',
  'xapikey',
  'csrfmiddlewaretoken',
  'my_sessid',
  'one_time_code',
])('%s is the name of a secret', (name) => {
  expect(isSecretName(name)).toBe(true);
});

test.for([
  'max_tokens',
  'nextPageToken',
  'has_password_',
  'mcp.refuses-an-expired-token',
  'the token',
  'hash',
  'secretary',
  'password_reset_url',
  'tokenizer',
  'key',
  '',
])('%s is not', (name) => {
  expect(isSecretName(name)).toBe(false);
});

test('of a patient, of a person, beside one, and of a kind', () => {
  const all = [
    'patient',
    'emergencyContact',
    'date_of_birth',
    'mrn',
    'e-mail',
    'given',
    'starts_at',
    'status',
    'resourceType',
    'x',
  ];
  expect(all.filter(isPatientName)).toEqual(['patient', 'emergencyContact', 'date_of_birth', 'mrn', 'e-mail']);
  expect(all.filter(isPersonName)).toEqual(['patient', 'emergencyContact']);
  expect(all.filter(isTellingBesidePatient)).toEqual(['emergencyContact', 'given', 'starts_at']);
  expect(all.filter(isKindName)).toEqual(['status', 'resourceType']);
});

test('the answer is the same when asked again', () => {
  expect([isSecretName('token'), isSecretName('token'), isSecretName('other'), isSecretName('other')]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
