// PostgreSQL with a standby, the clinic's tables, and the work on them.
import { chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { find, freePort, until } from './programs.mjs';

// Rows are made by the server from numbers: nobody is meant by them.
const SCHEMA = `
CREATE EXTENSION pg_stat_statements;
CREATE TABLE patients (id bigserial PRIMARY KEY, reference text UNIQUE NOT NULL, visits int NOT NULL DEFAULT 0);
CREATE TABLE consultations (id bigserial PRIMARY KEY, patient_id bigint NOT NULL REFERENCES patients,
  held timestamptz NOT NULL DEFAULT now(), minutes int NOT NULL, note text);
CREATE TABLE appointments (id bigserial PRIMARY KEY, patient_id bigint NOT NULL REFERENCES patients,
  starts timestamptz NOT NULL, state text NOT NULL DEFAULT 'booked');
CREATE TABLE letters (id smallserial PRIMARY KEY, sent date NOT NULL DEFAULT current_date);
CREATE INDEX ON consultations (patient_id);
INSERT INTO patients (reference) SELECT 'P' || lpad(i::text, 6, '0') FROM generate_series(1, 20000) i;
INSERT INTO consultations (patient_id, minutes, note)
  SELECT 1 + i % 20000, 5 + i % 40, repeat('x', i % 300) FROM generate_series(1, 200000) i;
INSERT INTO appointments (patient_id, starts)
  SELECT 1 + i * 7 % 20000, now() + i * interval '11 minutes' FROM generate_series(1, 60000) i;
INSERT INTO letters (sent) SELECT current_date FROM generate_series(1, 19000);
DELETE FROM appointments WHERE id % 5 = 0;
VACUUM ANALYZE;
`;

// One visit: mostly reads, some writes, now and then a transaction that is taken back.
const VISIT = `\\set patient random(1, 20000)
\\set kind random(1, 20)
BEGIN;
SELECT count(*), avg(minutes) FROM consultations WHERE patient_id = :patient;
SELECT * FROM appointments WHERE id BETWEEN :patient AND :patient + 20 ORDER BY starts;
\\if :kind < 7
INSERT INTO consultations (patient_id, minutes) VALUES (:patient, 15);
\\elif :kind < 10
UPDATE appointments SET state = 'held' WHERE id = :patient;
\\elif :kind < 11
DELETE FROM consultations WHERE patient_id = :patient AND minutes = 15;
\\endif
\\if :kind = 20
ROLLBACK;
\\else
COMMIT;
\\endif
`;

// Two rows in either order: now and then two sessions wait for each other.
const DEADLOCK = `\\set a random(1, 2)
BEGIN;
UPDATE patients SET visits = visits + 1 WHERE id = :a;
\\sleep 30 ms
UPDATE patients SET visits = visits + 1 WHERE id = 3 - :a;
COMMIT;
`;

// A report that takes its time and sorts on disk.
const REPORT = `SET work_mem = '256kB';
SELECT note, held FROM consultations, pg_sleep(1.1) ORDER BY note, held OFFSET 199000;
\\sleep 6 s
`;

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'off',
  shared_buffers: '32MB',
  max_connections: '80',
  max_wal_size: '64MB',
  checkpoint_timeout: '60s',
  track_io_timing: 'on',
  shared_preload_libraries: 'pg_stat_statements',
  archive_mode: 'on',
  archive_command: 'true',
  archive_timeout: '60s',
  deadlock_timeout: '300ms',
};

/** As root, the server runs as the user that Debian's package makes. */
const IS_ROOT = userInfo().uid === 0;

export class Postgres {
  static async start(programs, folder) {
    const home = path.join(folder, 'postgres');
    mkdirSync(home, { mode: 0o755 });
    if (IS_ROOT) {
      chownSync(home, id('-u'), id('-g'));
    }
    const postgres = new Postgres(programs, home, await freePort());
    postgres.#create();
    await postgres.#startServer('primary', postgres.port, SETTINGS);
    postgres.sql(SCHEMA);
    await postgres.#startStandby();
    return postgres;
  }

  constructor(programs, home, port) {
    this.programs = programs;
    this.home = home;
    this.port = port;
    this.environment = { ...process.env, PGHOST: '127.0.0.1', PGPORT: String(port), PGUSER: 'postgres' };
  }

  #create() {
    this.programs.run(...this.#as('initdb', '-D', this.#data('primary'), '-U', 'postgres', '-A', 'trust', '-N'));
  }

  async #startServer(name, port, settings) {
    const args = Object.entries({ ...settings, port }).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
    this.programs.start(`postgres-${name}`, ...this.#as('postgres', '-D', this.#data(name), ...args));
    await until(`PostgreSQL (${name})`, () => this.programs.run(find('pg_isready'), ['-h', '127.0.0.1', '-p', port]));
  }

  async #startStandby() {
    this.standbyPort = await freePort();
    this.programs.run(
      ...this.#as('pg_basebackup', '-h', '127.0.0.1', '-p', this.port, '-U', 'postgres', '-D', this.#data('standby'),
        '-R', '-C', '-S', 'standby', '-c', 'fast'));
    await this.#startServer('standby', this.standbyPort, SETTINGS);
  }

  #data(name) {
    return path.join(this.home, name);
  }

  /** The command and its arguments, as the server's user. */
  #as(program, ...args) {
    const command = [find(program), ...args.map(String)];
    return IS_ROOT ? [find('runuser'), ['-u', 'postgres', '--', ...command], { cwd: this.home }] : [command[0], command.slice(1)];
  }

  sql(text) {
    return this.programs.run(find('psql'), ['-qAt', '-v', 'ON_ERROR_STOP=1'], {
      env: this.environment,
      input: text,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
  }

  /** A session that does this and stays as long as its last statement lets it. */
  session(name, ...statements) {
    const args = ['-q', ...statements.flatMap((statement) => ['-c', statement])];
    return this.programs.start(name, find('psql'), args, { env: { ...this.environment, PGAPPNAME: name } });
  }

  /** Work until the stack ends; begun again when the server was away. */
  work() {
    this.#bench('visits', VISIT, '-c', '24', '-R', '120');
    this.#bench('reports', REPORT, '-c', '1');
    this.#bench('clashes', DEADLOCK, '-c', '2', '-R', '0.4', '--max-tries=5');
  }

  /** As many more clients, which come, ask little and stay. */
  crowd(clients) {
    this.#bench('crowd', VISIT, '-c', String(clients), '-R', '20');
  }

  #bench(name, script, ...args) {
    const file = path.join(this.programs.folder, `${name}.pgbench`);
    writeFileSync(file, script);
    this.programs.start(name, find('pgbench'), ['-n', '-T', '86400', '-f', file, ...args, 'postgres'], {
      env: { ...this.environment, PGAPPNAME: name },
      restart: true,
    });
  }
}

function id(flag) {
  return Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
}
