/** Line icons of the window in a 16 × 16 square. */
const PATHS = {
  overview: 'M2.5 4h11M2.5 8h11M2.5 12h7',
  activity: 'M8 2.5a5.5 5.5 0 1 1-5.2 3.7M2.5 3v3.4h3.4M8 5v3.2l2.2 1.4',
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9ZM10.3 10.3 13.5 13.5',
  close: 'm4 4 8 8M12 4l-8 8',
  refresh: 'M13 8a5 5 0 1 1-1.5-3.6M13 2.5v3h-3',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  play: 'M5 3.2v9.6L12.5 8Z',
  sun: 'M8 5.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6ZM8 1.5v1.2M8 13.3v1.2M1.5 8h1.2M13.3 8h1.2M3.4 3.4l.9.9M11.7 11.7l.9.9M3.4 12.6l.9-.9M11.7 4.3l.9-.9',
  moon: 'M13 9.4A5.5 5.5 0 0 1 6.6 3a5.5 5.5 0 1 0 6.4 6.4Z',
  system: 'M2.5 3.5h11v7h-11ZM6 13h4',
  help: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2ZM6.3 6.2a1.8 1.8 0 1 1 2.5 1.9c-.5.2-.8.5-.8 1.1M8 11.2v.1',
  arrow: 'M13 8H3.5M7 4 3 8l4 4',
  chevron: 'm6 4 4 4-4 4',
  down: 'm4 6 4 4 4-4',
  warning: 'M8 2.8 14 13H2ZM8 6.5v3M8 11.2v.1',
  check: 'm3.5 8.5 3 3 6-7',
  bell: 'M4.5 11V7a3.5 3.5 0 1 1 7 0v4l1 1.2h-9ZM6.8 14h2.4',
  flag: 'M4 14V2.5M4 3h7.5l-1.8 2.8 1.8 2.7H4',
  table: 'M2.5 3.5h11v9h-11ZM2.5 6.8h11M6.5 3.5v9',
  chart: 'M2.5 13.5h11M3 10.5 6 6.8l2.6 2L13 3.8',
  external: 'M9.5 2.5h4v4M13 3 7.5 8.5M11.5 9.5v4h-9v-9h4',
  plus: 'M8 3v10M3 8h10',
  logs: 'M2.5 3.5h2M6.5 3.5h7M2.5 8h2M6.5 8h7M2.5 12.5h2M6.5 12.5h4',
  bug: 'M5.3 6.3a2.7 2.7 0 0 1 5.4 0v3.6a2.7 2.7 0 0 1-5.4 0ZM8 6.5v6M5.3 8.5H2.5M13.5 8.5h-2.8M5.5 5.6 3.4 3.8M10.5 5.6l2.1-1.8M5.5 11.2l-2 1.9M10.5 11.2l2 1.9',
  copy: 'M5.5 5.5h8v8h-8ZM10.5 5.5v-3h-8v8h3',
  filter: 'M2.5 3.5h11L9.5 8.5v4l-3 1.5V8.5Z',
  exclude: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM4.2 4.2l7.6 7.6',
  folder: 'M2.5 4.5h4l1.5 1.5h5.5v7h-11Z',
  follow: 'M8 2.5v9M4.5 8 8 11.5 11.5 8M3.5 13.5h9',
  merge: 'M4 2.5v2.2C4 8 8 7.5 8 11v2.5M12 2.5v2.2C12 8 8 7.5 8 11',
  calendar: 'M2.5 4h11v9.5h-11ZM2.5 7h11M5.5 2.5V5M10.5 2.5V5',
  incident: 'M8.7 1.8 3.5 9h3.9l-.9 5.2L12.5 7H8.3Z',
  bellOff: 'M4.5 9V7a3.5 3.5 0 0 1 5.6-2.8M11.5 7.2V11l1 1.2H5.2M6.8 14h2.4M2.5 13.5l11-11',
  note: 'M3 3h10v7.5L10 13.5H3ZM13 10.5h-3v3M5.5 6h5M5.5 8.5h3',
  download: 'M8 2.5v8M4.5 7.5 8 11l3.5-3.5M3 13.5h10',
  more: 'M3.5 7.1a.9.9 0 1 1 0 1.8.9.9 0 0 1 0-1.8ZM8 7.1a.9.9 0 1 1 0 1.8.9.9 0 0 1 0-1.8ZM12.5 7.1a.9.9 0 1 1 0 1.8.9.9 0 0 1 0-1.8Z',
  clock: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM8 5v3.2l2.2 1.4',
  person: 'M8 3a2.3 2.3 0 1 1 0 4.6A2.3 2.3 0 0 1 8 3ZM3.5 13.5c.4-2.4 2.2-3.6 4.5-3.6s4.1 1.2 4.5 3.6',
  quote: 'm5.5 4.5-3 3.5 3 3.5M10.5 4.5l3 3.5-3 3.5',
  send: 'M2.5 8h9M8 4.5 11.5 8 8 11.5M13.5 3.5v9',
  hold: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM6.5 6v4M9.5 6v4',
  link: 'M6.8 9.2a2.5 2.5 0 0 0 3.6 0l2-2a2.5 2.5 0 0 0-3.6-3.6l-.9.9M9.2 6.8a2.5 2.5 0 0 0-3.6 0l-2 2a2.5 2.5 0 0 0 3.6 3.6l.9-.9',
  trash: 'M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.5 9h6l.5-9M7 7v4M9 7v4',
} as const;

export type IconName = keyof typeof PATHS;

/** Always decorative: what it means stands beside it or in the label of its button. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
