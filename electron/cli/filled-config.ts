/** The configuration that belongs to a generated history: its monitors, asked where nobody answers. */
export function filledConfig(monitors: number): string {
  const lines = Array.from({ length: monitors }, (_, index) => {
    const id = `service-${String(index + 1).padStart(4, '0')}`;
    return `  - { id: ${id}, kind: http, url: "http://127.0.0.1:9/health" }`;
  });
  return `# The monitors of a generated history. Nothing answers them: it is there to be looked at.
version: 1
environment: development
network: { canaries: [] }
notify: { desktop: false }
retention: { results: 2d }
monitors:
${lines.join('\n')}
`;
}
