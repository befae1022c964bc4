import { sep } from 'node:path';
import type { Ports } from './ports.ts';

export interface ConfigFacts {
  ports: Ports;
  /** How to run the command-line assistant's `monitor` command. */
  assistantCommand: readonly string[];
  dirs: { assistant: string; platformLogs: string; writingLogs: string; bookLogs: string; backups: string };
}

const text = (value: string | readonly string[]): string => JSON.stringify(value).replaceAll('$', '$$$$');

/** The `watchpost.yaml` that watches the fleet: short intervals, so that the story is seen as it happens. */
export function demoConfig({ ports, assistantCommand, dirs }: ConfigFacts): string {
  const url = (port: number, path: string): string => `http://127.0.0.1:${port}${path}`;
  return `# Written by the demo of Watchpost at each start; changes are lost.
version: 1
x-demo: true
x-note: Everything here is make-believe. Five small systems on this machine play a story of ten minutes.

defaults:
  interval: 5s
  timeout: 4s
  confirm: { failures: 2, recoveries: 2, at_least: 3s }
  labels: { demo: "true" }

# Nothing here leaves this machine, so the network is not watched.
network: { canaries: [] }

groups:
  Shared services (demo): { labels: { team: platform } }
  Pocket Assistant (demo): { labels: { team: assistants } }
  Concierge (demo): { labels: { team: assistants } }
  Omni Assistant (demo): { labels: { team: assistants } }
  Inkwell (demo): { labels: { team: writing } }
  Book Review (demo): { labels: { team: books } }

monitors:
  # What several systems lean on.
  - id: demo-mongodb
    name: MongoDB
    group: Shared services (demo)
    kind: tcp
    host: 127.0.0.1
    port: ${ports.mongodb}
  - id: demo-redis
    name: Redis
    group: Shared services (demo)
    kind: tcp
    host: 127.0.0.1
    port: ${ports.redis}
    send: "PING\\r\\n"
    expect: "+PONG"
  - id: demo-model-provider
    name: Model provider
    group: Shared services (demo)
    kind: http
    url: ${url(ports.thirdParty, '/v1/models')}
    expect: { status: [200-299, 401] } # 401 means reachable: only our key is not accepted

  # A CLI-based AI assistant: its health is a command.
  - id: demo-pocket-assistant
    name: Pocket Assistant
    group: Pocket Assistant (demo)
    kind: command
    argv: ${text([...assistantCommand, 'health'])}
    cwd: ${text(dirs.assistant)}
    timeout: 10s
    depends_on: [demo-model-provider]

  # An AI assistant platform.
  - id: demo-concierge
    name: Concierge
    group: Concierge (demo)
    kind: http
    url: ${url(ports.platform, '/health')}
    depends_on: [demo-model-provider]
  - id: demo-concierge-ready
    name: Concierge takes requests
    group: Concierge (demo)
    kind: http
    url: ${url(ports.platform, '/health/ready')}
    depends_on: [demo-concierge]

  # A universal assistant with many providers.
  - id: demo-omni
    name: Omni Assistant
    group: Omni Assistant (demo)
    kind: http
    url: ${url(ports.universal, '/api/health?detailed=true')}
    components: { openai: { critical: false } } # the other providers answer in its place
  - id: demo-omni-report
    name: Omni health report
    group: Omni Assistant (demo)
    kind: http
    url: ${url(ports.universal, '/api/health')}
    method: POST
    send: { json: { action: generate-report } }
    expect: { body: none, json: [{ path: success, equals: true }] }
    interval: 30s
    depends_on: [demo-omni]

  # An AI writing platform: two API servers and a model endpoint.
  - id: demo-inkwell-1
    name: Inkwell API server 1
    group: Inkwell (demo)
    kind: http
    url: ${url(ports.writing1, '/health')}
    timeout: 8s
    latency: { degraded: 2s, unhealthy: 8s }
    depends_on: [demo-mongodb, demo-redis]
  - id: demo-inkwell-2
    name: Inkwell API server 2
    group: Inkwell (demo)
    kind: http
    url: ${url(ports.writing2, '/health')}
    timeout: 8s
    latency: { degraded: 2s, unhealthy: 8s }
    depends_on: [demo-mongodb, demo-redis]
  - id: demo-inkwell-model
    name: Inkwell model
    group: Inkwell (demo)
    kind: http
    url: ${url(ports.model, '/health')}
    depends_on: [demo-model-provider]
  - id: demo-inkwell-dumps
    name: Inkwell daily dumps
    group: Inkwell (demo)
    kind: file
    path: ${text(`${dirs.backups.split(sep).join('/')}/2*`)}
    type: dir
    newest: { degraded: 26h, unhealthy: 50h }
    count: { min: 7 }
    interval: 60s

  # A book review platform API: its body always says "OK", its HTTP status tells the truth.
  - id: demo-books
    name: Book Review API
    group: Book Review (demo)
    kind: http
    url: ${url(ports.books, '/health')}
    latency: { degraded: 1s }
    depends_on: [demo-mongodb, demo-redis]

logs:
  - id: demo-pocket-assistant-logs
    name: Pocket Assistant
    group: Pocket Assistant (demo)
    dir: ${text(dirs.assistant)}
    include: ["*.log", "logs/*.log"]
    monitors: [demo-pocket-assistant]
  - id: demo-concierge-logs
    name: Concierge
    group: Concierge (demo)
    dir: ${text(dirs.platformLogs)}
  - id: demo-inkwell-logs
    name: Inkwell
    group: Inkwell (demo)
    dir: ${text(dirs.writingLogs)}
  - id: demo-books-logs
    name: Book Review
    group: Book Review (demo)
    dir: ${text(dirs.bookLogs)}

retention: { results: 2d, rollups_5m: 7d, rollups_1h: 30d, logs: 2d, incidents: 30d, ledger: 7d, log_bytes: 50MB }
`;
}
