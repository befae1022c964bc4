import type { CaaRecord, MxRecord, SoaRecord, SrvRecord } from 'node:dns';
import type { promises } from 'node:dns';
import type { DnsType } from '../../../../../shared/config/model.ts';

type Resolver = InstanceType<typeof promises.Resolver>;

/** How each type is asked for, its records written as zone files write them (RFC 1035, 2782, 8659). */
const ASK: Record<DnsType, (resolver: Resolver, name: string) => Promise<string[]>> = {
  A: (resolver, name) => resolver.resolve4(name),
  AAAA: (resolver, name) => resolver.resolve6(name),
  CNAME: (resolver, name) => resolver.resolveCname(name),
  NS: (resolver, name) => resolver.resolveNs(name),
  PTR: (resolver, name) => resolver.resolvePtr(name),
  TXT: async (resolver, name) => (await resolver.resolveTxt(name)).map((parts) => parts.join('')),
  MX: async (resolver, name) => (await resolver.resolveMx(name)).map(mx),
  SRV: async (resolver, name) => (await resolver.resolveSrv(name)).map(srv),
  SOA: async (resolver, name) => [soa(await resolver.resolveSoa(name))],
  CAA: async (resolver, name) => (await resolver.resolveCaa(name)).flatMap(caa),
};

/** The records of a name as texts; rejects with the resolver's error. */
export function askFor(resolver: Resolver, type: DnsType, name: string): Promise<string[]> {
  return ASK[type](resolver, name);
}

function mx({ priority, exchange }: MxRecord): string {
  return `${priority} ${exchange}`;
}

function srv({ priority, weight, port, name }: SrvRecord): string {
  return `${priority} ${weight} ${port} ${name}`;
}

function soa({ nsname, hostmaster, serial, refresh, retry, expire, minttl }: SoaRecord): string {
  return [nsname, hostmaster, serial, refresh, retry, expire, minttl].join(' ');
}

/** A record of an unknown tag does not come through Node and gives nothing. */
function caa(record: CaaRecord): string[] {
  const tags = ['issue', 'issuewild', 'iodef', 'contactemail', 'contactphone'] as const;
  return tags.flatMap((tag) =>
    record[tag] === undefined ? [] : [`${record.critical} ${tag} "${record[tag]}"`],
  );
}
