// Redis with a replica, and a client that hits, misses, writes and now and then asks something slow.
import { connect } from 'node:net';
import { find, freePort, pause, until } from './programs.mjs';

const SETTINGS = ['--bind', '127.0.0.1', '--save', '60 1000', '--enable-debug-command', 'local',
  '--maxclients', '200', '--slowlog-log-slower-than', '5000', '--maxmemory', '256mb', '--maxmemory-policy', 'allkeys-lru'];

export class Redis {
  static async start(programs) {
    const redis = new Redis(programs, await freePort(), await freePort());
    redis.#startPrimary();
    redis.#start('replica', redis.replicaPort, '--replicaof', `127.0.0.1 ${redis.port}`);
    await until('Redis', async () => (await redis.ask('PING')).startsWith('+PONG'));
    await redis.ask('DEBUG POPULATE 120000 patient 900');
    return redis;
  }

  constructor(programs, port, replicaPort) {
    this.programs = programs;
    this.port = port;
    this.replicaPort = replicaPort;
  }

  #startPrimary() {
    this.primary = this.#start('primary', this.port);
  }

  #start(name, port, ...args) {
    const files = ['--dir', this.programs.folder, '--dbfilename', `redis-${name}.rdb`];
    return this.programs.start(`redis-${name}`, find('redis-server'), ['--port', String(port), ...SETTINGS, ...files, ...args]);
  }

  /** One command, one answer, at most its first part. */
  ask(command) {
    return new Promise((resolve, reject) => {
      const socket = connect(this.port, '127.0.0.1', () => socket.write(`${command}\r\n`));
      socket.once('data', (data) => {
        resolve(data.toString());
        socket.destroy();
      });
      socket.once('error', reject);
    });
  }

  /** An outage: the process is gone and comes back after a while. */
  async outage(seconds) {
    this.primary.kill('SIGTERM');
    await pause(seconds);
    this.#startPrimary();
  }

  /** Work until the stack ends: a burst every tenth of a second, more of them in the middle of each five minutes. */
  work() {
    let socket = null;
    const open = () => {
      socket = connect(this.port, '127.0.0.1');
      socket.on('data', () => {}).on('error', () => {}).on('close', () => setTimeout(open, 1000));
    };
    open();
    setInterval(() => socket.writable && socket.write(burst()), 100).unref();
    setInterval(() => socket.writable && socket.write('KEYS patient:1*7\r\n'), 20_000).unref();
    this.#waitForJobs();
  }

  /** A worker that waits for jobs: a blocked client, which is meant. */
  #waitForJobs() {
    const worker = connect(this.port, '127.0.0.1', () => worker.write('BLPOP jobs 0\r\n'));
    worker.on('data', () => worker.write('BLPOP jobs 0\r\n')).on('error', () => {});
    worker.on('close', () => setTimeout(() => this.#waitForJobs(), 1000));
  }
}

function burst() {
  const wave = 1 + Math.sin((Date.now() / 300_000) * 2 * Math.PI);
  const lines = [];
  for (let i = 0; i < 10 + 15 * wave; i++) {
    lines.push(`GET patient:${random(135_000)}`, `SET session:${random(5000)} open EX ${20 + random(300)}`);
  }
  lines.push(`HSET rota doctor:${random(50)} on-call`, `ZADD waiting ${Date.now()} patient:${random(500)}`);
  return `${lines.join('\r\n')}\r\n`;
}

const random = (below) => Math.floor(Math.random() * below);
