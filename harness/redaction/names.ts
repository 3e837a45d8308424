/** Whether a value of this name (of a field, a header, a variable, a parameter) is a secret: a password, a token, a key, a session. */
export const isSecretName = remembered((name) => {
  const words = wordsOf(name).filter((word) => !fillers.has(word));
  const tail = tailAmong(words, secrets) ?? (longEnding.test(words.at(-1) ?? '') ? 1 : undefined);
  if (tail === undefined || words.some((word) => articles.has(word))) return false;
  return !harmlessBefore.has(words.at(-tail - 1) ?? '');
});

/** Whether a value of this name is told of a patient, or could tell who one is, wherever it stands (45 CFR 164.514(b)(2)). */
export const isPatientName = remembered((name) => tailAmong(wordsOf(name), patientFields) !== undefined);

/** Whether an object of this name is a person, so that everything in it is told of one. */
export const isPersonName = (name: string): boolean => tailAmong(wordsOf(name), persons) !== undefined;

/** Whether a value of this name tells who somebody is where it stands beside a field of a patient, and says little by itself. */
export const isTellingBesidePatient = (name: string): boolean => tailAmong(wordsOf(name), besidePatient) !== undefined;

/** Whether values of this name say what kind of thing an object is, and never who. */
export const isKindName = (name: string): boolean => kinds.has(wordsOf(name).join(''));

/** Few names stand in a text many times: looking each up anew would take half of the time for it. */
function remembered(ask: (name: string) => boolean): (name: string) => boolean {
  const answers = new Map<string, boolean>();
  return (name) => {
    const known = answers.get(name);
    if (known !== undefined) return known;
    if (answers.size === mostRemembered) answers.clear();
    const answer = ask(name);
    answers.set(name, answer);
    return answer;
  };
}

const mostRemembered = 2000;

/** `DATABASE_PASSWORD`, `databasePassword` and `X-Database-Password` as words in lower case, without what numbers them. */
function wordsOf(name: string): string[] {
  const parted = name.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase();
  return parted.split(/[^a-z]+/).filter((word) => word !== '');
}

/** How many of the last words are, written together, one of `names`. */
function tailAmong(words: readonly string[], names: ReadonlySet<string>): number | undefined {
  for (let count = 1, tail = ''; count <= Math.min(words.length, 4); count += 1) {
    tail = `${words.at(-count)}${tail}`;
    if (names.has(tail)) return count;
  }
  return undefined;
}

const namesIn = (text: string): ReadonlySet<string> =>
  new Set(text.split(',').map((name) => name.replaceAll(/\s/g, '')));

const secrets = namesIn(`
  password, passwords, passwd, passphrase, passcode, pass, pwd, secret, secrets, token, tokens, jwt, otp, pin, cvc, cvv, credential,
  credentials, auth, authorization, authorisation, cookie, cookies, session, session id, session key, sid, pgpass, csrf, xsrf,
  api key, api keys, access key, auth key, private key, secret key, signing key, encryption key, master key, shared key, account key,
  client key, jwt key, hmac key, ssh key, ssl key, tls key, session secret, security code, recovery code, recovery codes,
  verification code, backup codes, one time code, security answer, connection string, dsn`);

/** Words written together that end so are secrets too: `pgpassword`, `csrfmiddlewaretoken`, `xapikey`. */
const longEnding = /(?:password|passwd|passphrase|secret|token|apikey|sessionid|sessid)$/;

/** What may follow the word that tells: `password_hash`, `secret_key_base`, `new_password_confirmation`. */
const fillers = namesIn('hash, value, plain, text, raw, base, old, again, confirm, confirmation, encrypted');

/** `max_tokens`, `next_page_token`, `has_password`. */
const harmlessBefore = namesIn(
  'max, min, total, prompt, completion, input, output, num, used, no, has, is, use, uses, with, without, page, continuation',
);

/** What has one is a sentence: `mcp.refuses-an-expired-token`. */
const articles = namesIn('a, an, the');

const persons = namesIn(`
  patient, patients, person, persons, people, guardian, guardians, relative, relatives, next of kin, emergency contact,
  emergency contacts, insured, subscriber, subscribers, beneficiary, beneficiaries, policy holder, policyholders`);

const patientFields = new Set([
  ...persons,
  ...namesIn(`
  patient reference, patient ref, patient id, patient ids, patient identifier, patient number, patient no, patient code, patient uuid,
  patient name, patient names, patient info, patient data, patient key,
  first name, last name, middle name, full name, given name, family name, maiden name, surname, birth name, legal name, preferred name,
  contact name, doctor name, kin name, member name, holder name, account holder, initials,
  dob, date of birth, place of birth, birth, birth date, birth day, birth place, birth year, date of death, death date, deceased,
  admission date, admitted at, discharge date, discharged at,
  ssn, social security, social security number, social security no, nino, nhs number, nhs no, tc no, kimlik, kimlik no, tc kimlik no,
  national id, national identifier, national number, identity number, identity no, identity card, personal number, personal id,
  citizen id, tax id, tax number, fiscal code, civil id, ahv, ahv number, aadhaar, aadhaar number,
  passport, passport no, passport number, driver license, drivers license, driving license, driver licence, driving licence,
  license number, licence number, license plate, licence plate, vin, vehicle id, vehicle number, vehicle plate,
  mrn, medical record, medical records, medical record number, medical record no, medical record id, medical history, medical notes,
  chart number, case number, admission number, encounter number,
  insurance, insurance id, insurance no, insurance number, insurance provider, insurance policy, insurer, policy number, policy no,
  policy id, member id, member number, member no, subscriber id, subscriber number, beneficiary id, beneficiary number, health plan,
  health plan id, health plan number, medicare number, medicaid number, medicare id, medicaid id, card number, card no, account number,
  account no, certificate number, iban,
  phone, phones, phone no, phone number, phone numbers, telephone, tel, telecom, mobile, mobile no, mobile number, cell, cell number,
  fax, fax number, email, emails, e mail, email address, e mail address, email addresses,
  home address, street address, postal address, mailing address, billing address, residential address, address line, street,
  street name, street number, zip, zip code, post code, postal code,
  diagnosis, diagnoses, diagnosis code, diagnosis text, icd, icd code, icd codes, symptom, symptoms, complaint, complaints,
  chief complaint, medication, medications, allergy, allergies, prescription, prescriptions, anamnesis, clinical note, clinical notes,
  clinical summary, clinical findings, doctor notes, doctors notes, nurse notes, visit notes, treatment notes, progress notes,
  consultation notes, appointment notes, discharge summary, discharge notes, blood type, blood group, lab result, lab results,
  immunization, immunizations, fingerprint, fingerprints, biometric, biometrics, voice print, face image`),
]);

const besidePatient = namesIn(`
  name, names, given, family, prefix, suffix, address, addresses, line, city, town, county, district, region, country, date, age, sex,
  gender, note, notes, comment, comments, remark, remarks, description, reason, reasons, contact, contacts, identifier, number,
  reference, location, doctor, physician, starts at, ends at, scheduled at, scheduled for, appointment at, appointment date,
  appointment time, visit date, visit time, text, occupation, employer, marital status, religion, ethnicity, race, nationality, spouse,
  photo, picture, treatment, treatments, condition, conditions, procedure, procedures`);

const kinds = namesIn(`
  status, state, type, kind, resourcetype, active, enabled, count, total, version, limit, offset, page, specialty, durationminutes`);
