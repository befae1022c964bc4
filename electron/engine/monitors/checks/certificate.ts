import type { DetailedPeerCertificate, PeerCertificate, TLSSocket } from 'node:tls';
import type { Certificate } from '../../../../shared/domain/check-result.ts';
import { presentable } from './common/clean-text.ts';
import { dayInWords } from './common/words.ts';

/** Longest name taken from a certificate, in UTF-16 units; a hostile one may hold many kilobytes. */
const NAME_LIMIT = 200;

/** OpenSSL's verification codes (`x509_vfy.h`, as Node names them) and Node's own, in words. */
const PROBLEMS: Record<string, string> = {
  CERT_NOT_YET_VALID: 'the certificate is not valid yet',
  CERT_REVOKED: 'the certificate has been revoked',
  CERT_UNTRUSTED: 'the certificate authority is not trusted',
  CERT_REJECTED: 'the certificate authority rejects this use',
  CERT_SIGNATURE_FAILURE: 'the signature of the certificate is wrong',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'the certificate comes from an authority that is not trusted',
  UNABLE_TO_GET_ISSUER_CERT: 'the certificate chain is incomplete or its authority is not trusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'the certificate chain is incomplete or its authority is not trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the certificate chain is incomplete or its authority is not trusted',
  INVALID_CA: 'the certificate was signed by one that may not sign',
  INVALID_PURPOSE: 'the certificate is not meant for servers',
  PATH_LENGTH_EXCEEDED: 'the certificate chain is too long',
  CERT_CHAIN_TOO_LONG: 'the certificate chain is too long',
  EE_KEY_TOO_SMALL: 'the key of the certificate is too short',
  CA_KEY_TOO_SMALL: 'a key in the certificate chain is too short',
  CA_MD_TOO_WEAK: 'the certificate chain uses a hash that is too weak',
};

/**
 * The certificate that the other end of a completed handshake showed, or null where it showed none (anonymous
 * ciphers, a resumed session). `host` is the name it should be for. Judged by the socket's own verification, so it
 * says the truth also where `rejectUnauthorized` is false.
 */
export function readCertificate(socket: TLSSocket, host: string): Certificate | null {
  const peer: PeerCertificate | DetailedPeerCertificate | null = socket.getPeerCertificate();
  if (!peer || !peer.valid_to) return null;
  const names = alternativeNames(peer);
  const certificate = {
    subject: name(peer.subject?.CN) || names[0] || name(peer.subject?.O),
    issuer: [name(peer.issuer?.CN), name(peer.issuer?.O)].filter(Boolean).join(', '),
    validFrom: Date.parse(peer.valid_from),
    validTo: Date.parse(peer.valid_to),
  };
  const problem = socket.authorized
    ? null
    : problemInWords(socket.authorizationError, certificate, names, host);
  return { ...certificate, problem };
}

function problemInWords(
  reason: Error | string | null | undefined,
  certificate: { subject: string; validTo: number },
  names: string[],
  host: string,
): string {
  // The declaration says Error, while Node stores the error's code.
  const code = typeof reason === 'string' ? reason : ((reason as { code?: string } | null)?.code ?? '');
  if (code === 'CERT_HAS_EXPIRED')
    return `the certificate, or one in its chain, has expired (it ends ${dayInWords(certificate.validTo)})`;
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    const covered = names.length > 0 ? names.slice(0, 3).join(', ') : certificate.subject;
    return `the certificate is for ${covered || 'no name'}, not for ${host}`;
  }
  return PROBLEMS[code] ?? `the certificate was not accepted (${code || 'no reason given'})`;
}

/** The names and addresses a certificate is for, in the form `DNS:a.example, IP Address:10.0.0.1` of Node. */
function alternativeNames(peer: PeerCertificate): string[] {
  const list = peer.subjectaltname?.slice(0, 10 * NAME_LIMIT) ?? '';
  return [...list.matchAll(/(?:DNS|IP Address):([^,]+)/g)].map((match) => name(match[1])).filter(Boolean);
}

/** A field of a distinguished name; one that occurs several times is a list in Node. */
function name(field: string | string[] | undefined): string {
  const text = Array.isArray(field) ? field.join(', ') : (field ?? '');
  return presentable(text, (plain) => plain, NAME_LIMIT);
}
