import { type Kysely, sql } from 'kysely'

/**
 * Every key leads with the region, so a table can be partitioned or distributed by it. Logs
 * (entries, credits) are only ever added to: a trigger refuses the rest.
 */
const statements = [
  sql`create table packs (
    region text not null, hash text not null, resolved jsonb not null,
    published_at timestamptz not null, published_by text not null, note text not null,
    primary key (region, hash))`,
  sql`create table regions (
    region text primary key, title text not null, position int not null default 0,
    pack text not null, org_version bigint not null default 1,
    foreign key (region, pack) references packs (region, hash))`,

  sql`create table offices (
    region text not null references regions, id uuid not null, key text,
    type text not null, name text not null, code text, area text, phone text,
    closed boolean not null default false, attributes jsonb not null default '{}',
    primary key (region, id), unique (region, key))`,
  sql`create table office_superiors (
    region text not null, office uuid not null, relation text not null, position int not null,
    superior uuid not null,
    primary key (region, office, relation, position),
    foreign key (region, office) references offices (region, id),
    foreign key (region, superior) references offices (region, id))`,
  sql`create table departments (
    region text not null, id uuid not null, key text, office uuid not null, name text not null,
    parent uuid, disabled boolean not null default false,
    primary key (region, id),
    foreign key (region, office) references offices (region, id))`,

  sql`create table accounts (
    region text not null references regions, id uuid not null, id_number text not null,
    name text not null, password_hash text not null, must_change boolean not null default false,
    demo boolean not null default false,
    state text not null check (state in ('waiting', 'open', 'closed')), created_at timestamptz not null,
    primary key (region, id))`,
  // A closed registration frees the id number: the person may register again (WH: 个人需再次注册到系统).
  sql`create unique index accounts_id_number on accounts (region, id_number) where state <> 'closed'`,
  sql`create table people (
    region text not null, id uuid not null, account uuid, name text not null, id_number text not null,
    office uuid, department uuid, attributes jsonb not null default '{}',
    state text not null check (state in ('waiting', 'open', 'closed')),
    primary key (region, id),
    foreign key (region, account) references accounts (region, id),
    foreign key (region, office) references offices (region, id),
    foreign key (region, department) references departments (region, id))`,
  sql`create index people_office on people (region, office, name, id)`,
  sql`create index people_id_number on people (region, id_number)`,
  sql`create unique index people_account on people (region, account) where account is not null and state <> 'closed'`,
  sql`create table posts (
    region text not null, id uuid not null, account uuid not null, office uuid not null,
    department uuid, role text not null, ended_at timestamptz,
    primary key (region, id),
    foreign key (region, account) references accounts (region, id),
    foreign key (region, office) references offices (region, id))`,
  sql`create index posts_account on posts (region, account)`,

  sql`create table sessions (
    id_hash text primary key, region text not null, account uuid not null, identity text not null,
    created_at timestamptz not null, seen_at timestamptz not null, expires_at timestamptz not null,
    foreign key (region, account) references accounts (region, id))`,
  sql`create index sessions_account on sessions (region, account)`,
  sql`create table sign_in_tries (key text not null, at timestamptz not null)`,
  sql`create index sign_in_tries_key on sign_in_tries (key, at)`,

  sql`create table filings (
    region text not null, id uuid not null, pack text not null, chain text not null,
    filer_account uuid, filer_office uuid, person uuid, office uuid, refers uuid,
    seq int not null, state text not null, state_type text not null,
    title text not null, kind text, year int, subject text,
    claimed numeric(8, 2), awarded numeric(8, 2), credited boolean not null, stuck boolean not null,
    since timestamptz not null, submitted_at timestamptz, decided_at timestamptz,
    fold json not null,
    primary key (region, id),
    foreign key (region, pack) references packs (region, hash))`,
  sql`create index filings_person on filings (region, person, chain, since desc)`,
  sql`create index filings_filer on filings (region, filer_account, chain, since desc)`,
  sql`create index filings_filer_office on filings (region, filer_office, chain, since desc) where filer_office is not null`,
  sql`create index filings_office on filings (region, office, chain) where office is not null`,
  sql`create index filings_stuck on filings (region, since) where stuck`,
  sql`create index filings_refers on filings (region, refers) where refers is not null`,
  sql`create table entries (
    region text not null, filing uuid not null, seq int not null, action text not null,
    account uuid, office uuid, at timestamptz not null, entry json not null,
    primary key (region, filing, seq),
    foreign key (region, filing) references filings (region, id))`,
  sql`create index entries_office on entries (region, office, at desc) where office is not null`,

  // Who holds what now. Kept apart from filings so that an inbox is one walk along one index.
  sql`create table desks (
    region text not null, office uuid not null, chain text not null, purpose text not null,
    since timestamptz not null, filing uuid not null, department uuid,
    primary key (region, filing, office, purpose))`,
  sql`create index desks_inbox on desks (region, office, purpose, chain, since, filing)`,
  sql`create index desks_department on desks (region, office, department, purpose, chain, since, filing) where department is not null`,
  // The count of an inbox: differences are added, never updated, so that two actions on one office
  // never wait for each other; a reader folds them together when they grow many.
  sql`create table desk_counts (
    id bigint generated always as identity primary key, region text not null, office uuid not null,
    chain text not null, purpose text not null, department uuid, n int not null)`,
  sql`create index desk_counts_office on desk_counts (region, office, purpose, chain)`,

  sql`create table credits (
    region text not null, id text not null, person uuid not null, year int not null,
    subject text not null, kind text not null, chain text not null, hours numeric(8, 2) not null,
    claimed numeric(8, 2) not null, filing uuid not null, seq int not null, at timestamptz not null,
    title text not null, same jsonb,
    primary key (region, id),
    foreign key (region, filing) references filings (region, id))`,
  sql`create index credits_person on credits (region, person, year)`,
  sql`create index credits_filing on credits (region, filing)`,
  sql`create table standings (
    region text not null, person uuid not null, year int not null, version int not null,
    total numeric(8, 2) not null, subjects jsonb not null, verdict text not null,
    requirement text, pack text not null, updated_at timestamptz not null,
    primary key (region, person, year))`,
  sql`create table permits (
    region text not null, id text not null, person uuid not null, chain text not null,
    year int, kind text, made_by uuid not null, used_by uuid,
    primary key (region, id))`,
  sql`create index permits_person on permits (region, person, chain) where used_by is null`,

  sql`create table certificates (
    region text not null, id uuid not null, code text not null, certificate text not null,
    person uuid not null, year int not null, number text not null,
    state text not null check (state in ('valid', 'void', 'replaced')),
    issued_at timestamptz not null, issued_by text not null, ended_at timestamptz, ended_why text,
    replaced_by uuid, pack text not null, data jsonb not null,
    primary key (region, id), unique (region, number), unique (code),
    foreign key (region, pack) references packs (region, hash))`,
  sql`create index certificates_person on certificates (region, person, year)`,
  // One valid certificate of a kind for a person's year: two printers at once cannot make two.
  sql`create unique index certificates_valid on certificates (region, person, year, certificate) where state = 'valid'`,
  sql`create table certificate_numbers (
    region text not null, certificate text not null, year int not null, last int not null,
    primary key (region, certificate, year))`,

  sql`create table files (
    region text not null, id uuid not null, hash text not null, name text not null,
    mime text not null, bytes int not null, account uuid, filing uuid, created_at timestamptz not null,
    primary key (region, id))`,
  sql`create index files_filing on files (region, filing)`,

  sql`create table requests (
    region text not null, account text not null, key text not null, asked text not null,
    reply json, at timestamptz not null,
    primary key (region, account, key))`,
  sql`create index requests_at on requests (at)`,

  sql`create table batch_jobs (
    region text not null, id uuid not null, account uuid not null, identity text not null,
    action text not null, opinion text, state text not null, total int not null,
    created_at timestamptz not null, ended_at timestamptz, says text,
    primary key (region, id))`,
  sql`create table batch_items (
    region text not null, job uuid not null, position int not null, filing uuid not null,
    seen int not null, outcome text, title text, says text, seq int,
    primary key (region, job, position),
    foreign key (region, job) references batch_jobs (region, id) on delete cascade)`,
  sql`create index batch_items_open on batch_items (region, job, position) where outcome is null`,

  // One statement writes a whole decision; when what it was decided on has changed meanwhile, it undoes
  // itself and the service decides again (40001, serialization_failure).
  sql`create function expect_all(have bigint, wanted bigint, what text) returns boolean language plpgsql as $$
    begin
      if have <> wanted then
        raise exception 'changed meanwhile: %', what using errcode = '40001';
      end if;
      return true;
    end $$`,
  sql`create function refuse_change() returns trigger language plpgsql as $$
    begin raise exception '% is append-only: % refused', tg_table_name, tg_op; end $$`,
  sql`create trigger entries_append_only before update or delete on entries
    for each row execute function refuse_change()`,
  sql`create trigger credits_append_only before update or delete on credits
    for each row execute function refuse_change()`,
  sql`create trigger packs_append_only before update or delete on packs
    for each row execute function refuse_change()`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const it of statements) await it.execute(db)
}
