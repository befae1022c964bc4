import type { HealthDialect } from './dialect.ts';
import { alexliesenfeldHealth } from './dialects/alexliesenfeld-health.ts';
import { aspnetCore } from './dialects/aspnet-core.ts';
import { djangoHealthCheck } from './dialects/django-health-check.ts';
import { dropwizard } from './dialects/dropwizard.ts';
import { genericJson } from './dialects/generic-json.ts';
import { grpcHealth } from './dialects/grpc-health.ts';
import { healthGo } from './dialects/health-go.ts';
import { heptioHealthcheck } from './dialects/heptio-healthcheck.ts';
import { ietfHealthJson } from './dialects/ietf-health-json.ts';
import { kubernetesVerbose } from './dialects/kubernetes-verbose.ts';
import { lightship } from './dialects/lightship.ts';
import { micronaut } from './dialects/micronaut.ts';
import { microprofileHealth } from './dialects/microprofile-health.ts';
import { okcomputer } from './dialects/okcomputer.ts';
import { plainWords } from './dialects/plain-words.ts';
import { processFacts } from './dialects/process-facts.ts';
import { pyHealthcheck } from './dialects/py-healthcheck.ts';
import { rubyHealthCheck } from './dialects/ruby-health-check.ts';
import { s1CheckList } from './dialects/s1-check-list.ts';
import { s2AssistantPlatform } from './dialects/s2-assistant-platform.ts';
import { s3UniversalAssistant } from './dialects/s3-universal-assistant.ts';
import { s4WritingPlatform } from './dialects/s4-writing-platform.ts';
import { s5BookReviews } from './dialects/s5-book-reviews.ts';
import { spatieLaravelHealth } from './dialects/spatie-laravel-health.ts';
import { springBootActuator } from './dialects/spring-boot-actuator.ts';
import { statusOnly } from './dialects/status-only.ts';
import { terminus } from './dialects/terminus.ts';

/**
 * Every dialect, the most particular shape first; the first one that recognises a body reads it. A new dialect
 * is one file and one entry here, before `statusOnly`, where the general ones begin.
 */
export const dialects: readonly HealthDialect[] = [
  ietfHealthJson,
  microprofileHealth,
  springBootActuator,
  aspnetCore,
  terminus,
  kubernetesVerbose,
  alexliesenfeldHealth,
  djangoHealthCheck,
  dropwizard,
  grpcHealth,
  healthGo,
  lightship,
  micronaut,
  okcomputer,
  pyHealthcheck,
  rubyHealthCheck,
  spatieLaravelHealth,
  heptioHealthcheck,
  s5BookReviews,
  s2AssistantPlatform,
  s3UniversalAssistant,
  s1CheckList,
  s4WritingPlatform,
  statusOnly,
  genericJson,
  processFacts,
  plainWords,
];
