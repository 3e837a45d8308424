-- Up Migration
-- Synthetic, each named for what is odd about it. No person is meant.
insert into appointments (tenant_id, patient_reference, doctor, specialty, starts_at, duration_minutes, status) values
  ('hospital-north', 'patient-on-leap-day', 'doctor-north-1', 'cardiology', '2028-02-29T09:00:00Z', 30, 'booked'),
  ('hospital-north', 'patient-across-midnight', 'doctor-north-1', 'cardiology', '2028-03-01T23:45:00Z', 30, 'booked'),
  ('hospital-north', 'patient-with-emoji-🩺', 'doctor-north-2', 'dermatology', '2028-03-02T08:00:00Z', 15, 'booked'),
  ('hospital-north', 'patient-who-cancelled', 'doctor-north-2', 'dermatology', '2028-03-02T08:00:00Z', 15, 'cancelled'),
  ('hospital-north', 'patient-of-long-ago', 'doctor-north-1', 'cardiology', '2001-09-09T01:46:40Z', 60, 'completed'),
  ('hospital-south', 'patient-with-right-to-left-name-سلمى', 'doctor-south-1', 'pediatrics', '2028-02-29T09:00:00Z', 30, 'booked'),
  ('hospital-south', 'patient-with-quote-o''neill', 'doctor-south-1', 'pediatrics', '2028-10-29T00:30:00Z', 20, 'booked'),
  ('hospital-south', 'patient-who-cancelled', 'doctor-south-1', 'pediatrics', '2028-02-29T09:10:00Z', 15, 'cancelled');

-- Down Migration
delete from appointments where patient_reference like 'patient-%';
