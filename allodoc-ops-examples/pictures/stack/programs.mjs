// Starts programs, waits for them, and takes all of them down again.
import { spawn, execFileSync } from 'node:child_process';
import { createWriteStream, existsSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';

const PLACES = [...process.env.PATH.split(path.delimiter), '/usr/sbin', '/sbin', '/usr/lib/postgresql/15/bin'];

export function find(program) {
  const file = PLACES.map((place) => path.join(place, program)).find((candidate) => existsSync(candidate));
  if (!file) {
    throw new Error(`${program} is not installed; apt-get install ${PACKAGES[program] ?? program}`);
  }
  return file;
}

const PACKAGES = {
  dockerd: 'docker.io',
  busybox: 'busybox-static',
  pgbench: 'postgresql-15',
  postgres: 'postgresql-15',
  alertmanager: 'prometheus-alertmanager',
};

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

export const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** Asks until the answer is true, and says what it waited for when it never is. */
export async function until(what, ask, seconds = 60) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    try {
      if (await ask()) {
        return;
      }
    } catch (notYet) {
      if (Date.now() > end) {
        throw new Error(`${what} did not come up: ${notYet.message}`);
      }
    }
    if (Date.now() > end) {
      throw new Error(`${what} did not come up within ${seconds} s`);
    }
    await pause(0.3);
  }
}

/** Everything that runs. Each program has a log of its own in the folder. */
export class Programs {
  #running = [];
  #over = false;
  #farewells = [];

  constructor(folder) {
    this.folder = folder;
  }

  start(name, command, args, { restart = false, ...options } = {}) {
    const log = createWriteStream(path.join(this.folder, `${name}.log`), { flags: 'a' });
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true, ...options });
    child.stdout.pipe(log);
    child.stderr.pipe(log);
    const entry = { name, child };
    this.#running.push(entry);
    child.on('exit', () => {
      this.#running = this.#running.filter((each) => each !== entry);
      if (restart && !this.#over) {
        setTimeout(() => this.#over || this.start(name, command, args, { restart, ...options }), 1000);
      }
    });
    return child;
  }

  run(command, args, options = {}) {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], ...options });
  }

  /** Something to be done while everything still runs, when the end has come. */
  beforeStop(farewell) {
    this.#farewells.push(farewell);
  }

  /** Ends the last one first, each with its children. */
  async stop() {
    this.#over = true;
    for (const farewell of this.#farewells) {
      try {
        farewell();
      } catch (error) {
        console.error(error.message);
      }
    }
    for (const { child } of [...this.#running].reverse()) {
      const ended = new Promise((resolve) => child.on('exit', resolve));
      signal(child, 'SIGTERM');
      if (!(await Promise.race([ended.then(() => true), pause(10)]))) {
        signal(child, 'SIGKILL');
      }
    }
  }
}

function signal(child, name) {
  try {
    process.kill(-child.pid, name);
  } catch (error) {
    if (error.code !== 'ESRCH') {
      throw error;
    }
  }
}
