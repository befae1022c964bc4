import type { LogFormat } from './format.ts';
import { commonLog, combinedLog } from './formats/access-log.ts';
import { apacheError } from './formats/apache-error.ts';
import { bunyan } from './formats/bunyan.ts';
import { compose } from './formats/compose.ts';
import { cri } from './formats/cri.ts';
import { django } from './formats/django.ts';
import { docker } from './formats/docker.ts';
import { dotnetConsole, dotnetCrash, nlog, serilogText } from './formats/dotnet.ts';
import { ecs } from './formats/ecs.ts';
import { gcp } from './formats/gcp.ts';
import { gelf } from './formats/gelf.ts';
import { goPanic } from './formats/go.ts';
import { javaCrash, javaException } from './formats/java-crash.ts';
import { javaUtilLogging, log4j, logback, spring, tomcat } from './formats/java.ts';
import { anyJson } from './formats/json.ts';
import { klog } from './formats/klog.ts';
import { log4js, log4jsJson } from './formats/log4js.ts';
import { logfmt } from './formats/logfmt.ts';
import { loguru, loguruJson } from './formats/loguru.ts';
import { mongodb } from './formats/mongodb.ts';
import { monolog, monologJson } from './formats/monolog.ts';
import { mysqlSlow } from './formats/mysql-slow.ts';
import { mysql, mysqlOld } from './formats/mysql.ts';
import { nest } from './formats/nest.ts';
import { nginxError } from './formats/nginx-error.ts';
import { nodeCrash } from './formats/node-crash.ts';
import { pino } from './formats/pino.ts';
import { plain } from './formats/plain.ts';
import { pm2, pm2Json } from './formats/pm2.ts';
import { postgres } from './formats/postgres.ts';
import { phpErrorLog } from './formats/php.ts';
import { pythonJson } from './formats/python-json.ts';
import { python, pythonBasic } from './formats/python.ts';
import { erlangReport, rabbitmq } from './formats/rabbitmq.ts';
import { roarr } from './formats/roarr.ts';
import { rails, rubyLogger } from './formats/rails.ts';
import { redis, redisOld } from './formats/redis.ts';
import { rustPanic, tracing, tracingJson } from './formats/rust.ts';
import { serilogCompact, serilogJson } from './formats/serilog.ts';
import { slog } from './formats/slog.ts';
import { syslog3164, syslog5424 } from './formats/syslog.ts';
import { timestamped } from './formats/timestamped.ts';
import { traceback } from './formats/traceback.ts';
import { winstonSimple } from './formats/winston-simple.ts';
import { winstonJson } from './formats/winston.ts';
import { zap, zapConsole } from './formats/zap.ts';
import { zerolog } from './formats/zerolog.ts';

/**
 * Every format, in the order in which detection asks them: those with an unmistakable mark first, the general
 * ones last. A new one is one file and one line here.
 */
export const formats: readonly LogFormat[] = [
  // Containers
  docker,
  cri,
  pm2Json,
  syslog5424,
  pm2,
  // JSON
  gcp,
  ecs,
  gelf,
  serilogCompact,
  serilogJson,
  mongodb,
  monologJson,
  loguruJson,
  tracingJson,
  roarr,
  pythonJson,
  bunyan,
  log4jsJson,
  pino,
  zap,
  slog,
  zerolog,
  winstonJson,
  anyJson,
  // Text with a time
  klog,
  nest,
  redis,
  redisOld,
  rubyLogger,
  combinedLog,
  commonLog,
  django,
  nginxError,
  apacheError,
  postgres,
  mysql,
  mysqlOld,
  mysqlSlow,
  rabbitmq,
  erlangReport,
  loguru,
  zapConsole,
  phpErrorLog,
  spring,
  tomcat,
  logback,
  log4j,
  javaUtilLogging,
  nlog,
  serilogText,
  python,
  tracing,
  log4js,
  monolog,
  syslog3164,
  dotnetConsole,
  rails,
  compose,
  timestamped,
  // Without a time
  logfmt,
  pythonBasic,
  winstonSimple,
  goPanic,
  rustPanic,
  traceback,
  nodeCrash,
  javaCrash,
  javaException,
  dotnetCrash,
  plain,
];

export { plain };

/** The format of a name; null for none, or for `auto`. */
export function formatNamed(name: string): LogFormat | null {
  return formats.find((format) => format.name === name) ?? null;
}
