import type { FrameReader } from '../frame.ts';

const LINE = /^\s*at (?:[\w.@-]+\/{1,2}(?:[\w.@-]*\/)?)?([\w.$<>]+)\.([\w$<>-]+)\((?:[^()]*)\)/u;
const FRAMEWORKS =
  /^(?:java|javax|jakarta|jdk|sun|com\.sun|kotlin|kotlinx|scala|groovy|akka|org\.(?:springframework|apache|hibernate|eclipse|junit|slf4j|jboss|wildfly|postgresql|mariadb|thymeleaf|aspectj|quartz|reactivestreams|glassfish)|com\.(?:fasterxml|google\.common|mysql|zaxxer|mongodb|netflix)|io\.(?:netty|micrometer|undertow|vertx|grpc|lettuce|reactivex)|reactor|ch\.qos|okhttp3|retrofit2|redis\.clients|feign|net\.bytebuddy|oracle)\./u;

/** `at app//com.example.Shop.buy(Shop.java:42)`; proxies, lambdas and accessors without their numbers. */
export const javaFrames: FrameReader = {
  read(line) {
    const match = LINE.exec(line);
    if (!match) return null;
    const [, type = '', method = ''] = match;
    const name = `${withoutGenerated(type)}.${withoutGenerated(method)}`;
    return {
      function: name,
      file: null,
      inApp: !FRAMEWORKS.test(type) && !/CGLIB\$\$|^\$?Proxy/u.test(type),
    };
  },
};

function withoutGenerated(name: string): string {
  return name
    .replace(/\$\$(?:Enhancer|FastClass|Spring|Lambda|_|Hibernate|Generated).*$/u, '')
    .replace(/^lambda\$(.*?)\$\d+$/u, '$1')
    .replaceAll(/\$\d+/gu, '')
    .replace(/(?<=Proxy|Accessor)\d+$/u, '');
}
