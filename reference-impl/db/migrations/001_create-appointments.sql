-- Up Migration
create table tenants (
  id text primary key,
  name text not null
);

create table appointments (
  id uuid primary key default gen_random_uuid(),
  tenant_id text not null references tenants (id),
  patient_reference text not null,
  doctor text not null,
  specialty text not null,
  starts_at timestamptz not null,
  duration_minutes integer not null check (duration_minutes > 0),
  status text not null default 'booked' check (status in ('booked', 'cancelled', 'completed')),
  created_at timestamptz not null default now()
);

create index appointments_by_tenant_and_time on appointments (tenant_id, starts_at);
create index appointments_by_doctor_and_time on appointments (tenant_id, doctor, starts_at) where status = 'booked';

insert into tenants (id, name) values
  ('hospital-north', 'Hospital North'),
  ('hospital-south', 'Hospital South');

-- Down Migration
drop table appointments;
drop table tenants;
