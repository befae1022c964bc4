/** What `config init` writes: a small configuration that is valid as it stands and explains itself. */
export function initialConfig(): string {
  return `# Watchpost watches what is listed here. Saving this file applies the changes at once.
# Check it with:  watchpost config validate
version: 1

# A label. With "development", a service that is not running on this machine is "unknown", not "unhealthy".
environment: production

# Said once, true for every monitor below.
defaults:
  interval: 30s      # how often; 500ms, 30s, 5m, 1h30m
  timeout: 10s

monitors: []
# Remove the [] above and the # signs below to watch a first service:
#   - id: my-api                       # a-z, 0-9 and "-"; the history hangs on it
#     name: My API
#     kind: http                       # http, tcp, tls, dns, file or command
#     url: http://localhost:3000/health
#     latency: { degraded: 1s, unhealthy: 5s }
#
#   - id: my-database
#     kind: tcp
#     host: localhost
#     port: 5432
#
# Secrets stay out of this file: \${NAME} is read from the environment or from .env beside this file,
# \${secret:NAME} from the keychain of the system ("watchpost secret set NAME").

notify:
  desktop: true
`;
}

/** What an added monitor is put into where there is no file yet. */
export function minimalConfig(): string {
  return `# Watchpost watches what is listed here. Saving this file applies the changes at once.
version: 1

monitors:
`;
}
