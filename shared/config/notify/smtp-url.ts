import { leaf, Mismatch } from '../leaf.ts';

/** Where mail is handed over. */
export interface SmtpServer {
  host: string;
  port: number;
  /** TLS from the first byte; without, the connection begins in plain text and may change to TLS. */
  secure: boolean;
  user: string | null;
  password: string;
}

/** RFC 8314: submission begins in plain text on 587, or in TLS on 465. */
const PORTS = { smtp: 587, smtps: 465 } as const;

const SMTP_URL =
  /^(smtps?):\/\/(?:([^\s:@/?#]*)(?::([^\s@/?#]*))?@)?(\[[0-9a-f:.]+\]|[^\s:@/?#[\]]+)(?::(\d{1,5}))?\/?$/i;

/** The server that an smtp:// or smtps:// URL names, or null where it is none. Percent-encoding in user and password is undone. */
export function parseSmtpUrl(url: string): SmtpServer | null {
  const [matched, scheme = '', user = '', password = '', host = '', port] = SMTP_URL.exec(url) ?? [];
  if (matched === undefined || Number(port) < 1 || Number(port) > 65_535) return null;
  const protocol = scheme.toLowerCase() as keyof typeof PORTS;
  try {
    return {
      host: host.replace(/^\[|\]$/g, ''),
      port: port === undefined ? PORTS[protocol] : Number(port),
      secure: protocol === 'smtps',
      user: user === '' ? null : decodeURIComponent(user),
      password: decodeURIComponent(password),
    };
  } catch {
    // A lone % in user or password: it has to be written %25.
    return null;
  }
}

/** An SMTP server as a URL. */
export const smtpUrl = leaf(
  'a URL such as smtp://user:password@mail.example:587 or smtps://mail.example',
  ({ text }) => {
    if (/^smtps?:/i.test(text) && text.includes('?')) {
      return new Mismatch('an SMTP URL has no options, leave out what follows the "?"');
    }
    return parseSmtpUrl(text) ? text : undefined;
  },
  { secret: true },
);
