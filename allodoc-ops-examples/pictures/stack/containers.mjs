// The containers that the runbook expects, under their names, on an engine of our own. They are stand-ins that make load:
// the real PostgreSQL and Redis run beside them.
import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { find, until } from './programs.mjs';

const SERVE = 'mkdir -p /www; head -c 200000 /dev/urandom > /www/index.html; httpd -p 80 -h /www;';
const BURN = (millis, rest) => `while true; do i=0; while [ $i -lt ${millis * 9} ]; do i=$((i + 1)); done; sleep ${rest}; done`;

const CONTAINERS = {
  allodoc_frontend_prod: { memory: '512m', cpus: '0.5', run: `${SERVE} ${BURN(25, 0.5)}` },
  allodoc_backend_prod: { memory: '96m', cpus: '0.10', run: `${SERVE} cat /dev/zero | head -c 20000000 > /dev/shm/cache; ${BURN(60, 0.3)}` },
  allodoc_postgres_prod: { memory: '4g', cpus: '2', run: `while true; do dd if=/dev/zero of=/data bs=64k count=40 conv=fsync; sleep 3; done` },
  allodoc_redis_prod: { memory: '1g', cpus: '1', run: BURN(8, 0.4) },
  allodoc_prometheus_prod: { memory: '2g', cpus: '1', run: BURN(15, 1) },
  allodoc_nginx_prod: { memory: '128m', cpus: '0.5', run: 'while true; do for peer in FRONTEND BACKEND; do wget -q -O /dev/null http://$peer/; done; sleep 0.5; done' },
};

export class Containers {
  static async start(programs, folder) {
    const home = path.join(folder, 'docker');
    mkdirSync(home);
    const containers = new Containers(programs, home);
    await containers.#startEngine();
    programs.beforeStop(() => containers.docker('rm', '-f', ...Object.keys(CONTAINERS)));
    containers.#makeImage();
    for (const [name, container] of Object.entries(CONTAINERS)) {
      containers.#run(name, container);
    }
    return containers;
  }

  constructor(programs, home) {
    this.programs = programs;
    this.home = home;
    this.uri = `unix://${path.join(home, 'docker.sock')}`;
  }

  /** In a network of its own: it must not meddle with an engine that is there already. */
  async #startEngine() {
    const args = [`--data-root=${this.home}/data`, `--exec-root=${this.home}/exec`, `--pidfile=${this.home}/pid`,
      `--host=${this.uri}`, '--iptables=false', '--ip-masq=false', '--ip-forward=false', `--cgroup-parent=/${path.basename(path.dirname(this.home))}`];
    this.programs.start('dockerd', find('unshare'), ['--net', 'sh', '-c', `ip link set lo up; exec ${find('dockerd')} ${args.join(' ')}`]);
    await until('dockerd', () => this.docker('version', '--format', '{{.Server.Version}}'));
  }

  #makeImage() {
    const root = path.join(this.home, 'root', 'bin');
    mkdirSync(root, { recursive: true });
    cpSync(find('busybox'), path.join(root, 'busybox'));
    this.programs.run('chroot', [path.dirname(root), '/bin/busybox', '--install', '-s', '/bin']);
    const image = path.join(this.home, 'root.tar');
    this.programs.run('tar', ['-C', path.dirname(root), '-cf', image, '.']);
    this.docker('import', image, 'stand-in:1');
  }

  #run(name, { memory, cpus, run }) {
    const address = (peer) => this.docker('inspect', '--format', '{{.NetworkSettings.IPAddress}}', peer).trim();
    const script = run.replace(/FRONTEND|BACKEND/g, (peer) => address(`allodoc_${peer.toLowerCase()}_prod`));
    this.docker('run', '-d', '--name', name, '--restart', 'on-failure', '--memory', memory, ...this.#quota(cpus),
      '--health-cmd', 'true', '--health-interval', '30s', 'stand-in:1', 'sh', '-c', script);
  }

  #quota(cpus) {
    const period = 100_000;
    return ['--cpu-period', String(period), '--cpu-quota', String(Math.round(Number(cpus) * period))];
  }

  docker(...args) {
    return this.programs.run(find('docker'), ['-H', this.uri, ...args]);
  }

  /** Incidents: one that is killed for its memory and comes back, one that is stopped and does not. */
  exhaustMemory(name) {
    this.docker('exec', '-d', name, 'sh', '-c', 'tail /dev/zero');
  }

  crash(name) {
    this.docker('kill', name);
    this.docker('start', name);
  }
}
