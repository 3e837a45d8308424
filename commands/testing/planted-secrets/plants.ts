/** Secrets with every sign that somebody has to escape; each is long enough that nobody says it by chance. */
export const secrets = {
  webPassword: 'Pl4nt-w/b&p@ss"1',
  token: 'Pl4ntTok3nKx7QzR2mXw9LpB4',
  signingKey: 'Pl4nt-sign+ing=k3y/ZzTop',
  brokerPassword: 'Pl4nt:br0ker#p%ss',
  databasePassword: "Pl4nt'db\\p4ss word",
  cachePassword: 'Pl4nt-c4che?p=ss',
  proxyPassword: 'Pl4nt-pr0xy;p4ss',
  /** Of a service of the target: we cannot know it by value. */
  foreign: 'F0reign-Djang0-s3cret',
} as const;

/** What tells of a patient, none of which we know by value. */
export const patient = {
  name: 'Jane Roewood',
  email: 'jane.roewood@example.org',
  phone: '+49 170 5550142',
  reference: 'PX-0084125',
  recordNumber: '0099841207',
  socialSecurity: '123-45-6789',
  born: '1980-04-12',
  diagnosis: 'acute pericarditis',
} as const;

/** A record as an API of the target would serve it. */
export const record = {
  id: 84125,
  first_name: 'Jane',
  last_name: 'Roewood',
  full_name: patient.name,
  email: patient.email,
  phone: patient.phone,
  mrn: patient.recordNumber,
  ssn: patient.socialSecurity,
  date_of_birth: patient.born,
  diagnosis: patient.diagnosis,
};

/** The same as the contract has it. */
export const appointment = {
  id: 'a-84125',
  patientReference: patient.reference,
  doctor: 'Dr. Grey',
  specialty: 'cardiology',
  startsAt: '2026-11-22T10:00:00Z',
  durationMinutes: 30,
  status: 'booked',
};

export const everySecret: readonly string[] = Object.values(secrets);
