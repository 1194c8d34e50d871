// The exporter, Prometheus with the shipped rules, and Alertmanager, which tells nobody.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { find, freePort, until } from './programs.mjs';

export class Monitoring {
  static async start(programs, folder, { postgres, redis, containers, jar, rules }) {
    const ports = { exporter: await freePort(), prometheus: await freePort(), alertmanager: await freePort() };
    const write = (name, text) => {
      const file = path.join(folder, name);
      writeFileSync(file, text);
      return file;
    };
    const ops = write('ops.yml', opsYaml(ports.exporter, postgres, redis, containers));
    programs.start('exporter', find('java'), ['-Xmx128m', '-XX:+UseSerialGC', '-jar', jar, '--config', ops]);
    programs.start('alertmanager', find('prometheus-alertmanager'), [
      `--config.file=${write('alertmanager.yml', 'route: {receiver: nobody}\nreceivers: [{name: nobody}]\n')}`,
      `--storage.path=${folder}/alertmanager`, `--web.listen-address=127.0.0.1:${ports.alertmanager}`, '--cluster.listen-address=',
    ]);
    programs.start('prometheus', find('prometheus'), [
      `--config.file=${write('prometheus.yml', prometheusYaml(ports, rules))}`, `--storage.tsdb.path=${folder}/tsdb`,
      `--web.listen-address=127.0.0.1:${ports.prometheus}`,
    ]);
    const monitoring = new Monitoring(`http://127.0.0.1:${ports.prometheus}`);
    await until('the exporter, asked by Prometheus,', () => monitoring.isUp('allodoc-ops'));
    return monitoring;
  }

  constructor(address) {
    this.address = address;
  }

  async isUp(job) {
    const response = await fetch(`${this.address}/api/v1/query?query=up{job="${job}"}`);
    return (await response.json()).data.result.some((series) => series.value[1] === '1');
  }
}

function opsYaml(port, postgres, redis, containers) {
  const collectors = '{enable: [postmaster, stat_statements], intervals: {stat_statements: 0s}}';
  return `listen: {addresses: ['127.0.0.1:${port}']}
targets:
  postgres:
    - {name: primary, host: 127.0.0.1, port: ${postgres.port}, user: postgres, database: postgres, collectors: ${collectors}}
    - {name: standby, host: 127.0.0.1, port: ${postgres.standbyPort}, user: postgres, database: postgres, collectors: ${collectors}}
  redis:
    - {name: primary, host: 127.0.0.1, port: ${redis.port}}
    - {name: replica, host: 127.0.0.1, port: ${redis.replicaPort}}
  docker: [{host: '${containers.uri}'}]
  host: [{}]
`;
}

/** Three times as often as shipped, so that a quarter of an hour has shape. Mounts of this machine's own are not shown. */
function prometheusYaml({ exporter, prometheus, alertmanager }, rules) {
  const job = (name, port, rest = '') =>
    `  - job_name: ${name}\n    static_configs: [{targets: ['127.0.0.1:${port}'], labels: {environment: production}}]\n${rest}`;
  return `global: {scrape_interval: 5s, scrape_timeout: 5s, evaluation_interval: 5s}
rule_files: ['${rules}/*.yml']
alerting: {alertmanagers: [{static_configs: [{targets: ['127.0.0.1:${alertmanager}']}]}]}
scrape_configs:
${job('allodoc-ops', exporter, `    metric_relabel_configs:
      - {source_labels: [__name__, mountpoint], separator: ' ', regex: 'node_filesystem_\\S+ /.+', action: drop}
`)}${job('prometheus', prometheus)}${job('alertmanager', alertmanager)}`;
}
