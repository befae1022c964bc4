/** How the names of well-known parts are written. */
const SPELLED: Record<string, string> = {
  api: 'API',
  db: 'Database',
  dns: 'DNS',
  elasticsearch: 'Elasticsearch',
  kafka: 'Kafka',
  llm: 'LLM',
  mongo: 'MongoDB',
  mongodb: 'MongoDB',
  mysql: 'MySQL',
  nginx: 'nginx',
  openai: 'OpenAI',
  postgres: 'PostgreSQL',
  postgresql: 'PostgreSQL',
  rabbitmq: 'RabbitMQ',
  redis: 'Redis',
  s3: 'S3',
  smtp: 'SMTP',
};

/** Parts that run short rather than go down: a sentence names their owner instead. */
const RESOURCES = /^(memory|heap|cpu|load|disk|disk ?space|event ?loop|queue|latency|uptime)/i;
const LONGEST_NAME = 40;

/** How a component path is called at the start of a sentence: `redis` is Redis; a path with levels stays as it is. */
export function componentName(path: string): string {
  const key = path.toLowerCase();
  if (Object.hasOwn(SPELLED, key)) return SPELLED[key] ?? path;
  return path.includes('/') ? path : path.charAt(0).toUpperCase() + path.slice(1);
}

/** Whether "… is down" can be said of a component: it is a thing of its own with a name of bearable length. */
export function canBeDown(path: string): boolean {
  return path.length > 0 && path.length <= LONGEST_NAME && !RESOURCES.test(path);
}
