import type { HealthDialect } from './dialect.ts';
import { airflow } from './dialects/airflow.ts';
import { alexliesenfeldHealth } from './dialects/alexliesenfeld-health.ts';
import { aspnetCore } from './dialects/aspnet-core.ts';
import { consulAgentHealth } from './dialects/consul-agent-health.ts';
import { consulAutopilot } from './dialects/consul-autopilot.ts';
import { consulInstances } from './dialects/consul-instances.ts';
import { consulLeader } from './dialects/consul-leader.ts';
import { djangoHealthCheck } from './dialects/django-health-check.ts';
import { dropwizard } from './dialects/dropwizard.ts';
import { elasticsearchBanner } from './dialects/elasticsearch-banner.ts';
import { elasticsearchCatHealth } from './dialects/elasticsearch-cat-health.ts';
import { elasticsearchClusterHealth } from './dialects/elasticsearch-cluster-health.ts';
import { genericJson } from './dialects/generic-json.ts';
import { grpcHealth } from './dialects/grpc-health.ts';
import { healthGo } from './dialects/health-go.ts';
import { heptioHealthcheck } from './dialects/heptio-healthcheck.ts';
import { homeAssistant } from './dialects/home-assistant.ts';
import { ietfHealthJson } from './dialects/ietf-health-json.ts';
import { jenkinsApi } from './dialects/jenkins-api.ts';
import { jfrogHealth } from './dialects/jfrog-health.ts';
import { kibana } from './dialects/kibana.ts';
import { knownSentences } from './dialects/known-sentences.ts';
import { ksqldbInfo } from './dialects/ksqldb-info.ts';
import { kubernetesVerbose } from './dialects/kubernetes-verbose.ts';
import { lightship } from './dialects/lightship.ts';
import { litellmReadiness } from './dialects/litellm-readiness.ts';
import { mattermost } from './dialects/mattermost.ts';
import { micronaut } from './dialects/micronaut.ts';
import { microprofileHealth } from './dialects/microprofile-health.ts';
import { nextcloud } from './dialects/nextcloud.ts';
import { okcomputer } from './dialects/okcomputer.ts';
import { plainWords } from './dialects/plain-words.ts';
import { processFacts } from './dialects/process-facts.ts';
import { plausible } from './dialects/plausible.ts';
import { pyHealthcheck } from './dialects/py-healthcheck.ts';
import { qdrant } from './dialects/qdrant.ts';
import { rubyHealthCheck } from './dialects/ruby-health-check.ts';
import { s1CheckList } from './dialects/s1-check-list.ts';
import { s2AssistantPlatform } from './dialects/s2-assistant-platform.ts';
import { s3UniversalAssistant } from './dialects/s3-universal-assistant.ts';
import { s4WritingPlatform } from './dialects/s4-writing-platform.ts';
import { s5BookReviews } from './dialects/s5-book-reviews.ts';
import { sonarqubeHealth } from './dialects/sonarqube-health.ts';
import { spatieLaravelHealth } from './dialects/spatie-laravel-health.ts';
import { springBootActuator } from './dialects/spring-boot-actuator.ts';
import { statusOnly } from './dialects/status-only.ts';
import { statuspage } from './dialects/statuspage.ts';
import { supabaseServices } from './dialects/supabase-services.ts';
import { terminus } from './dialects/terminus.ts';
import { vault } from './dialects/vault.ts';
import { weaviateNodes } from './dialects/weaviate-nodes.ts';

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
  airflow,
  consulAgentHealth,
  consulAutopilot,
  consulInstances,
  consulLeader,
  elasticsearchBanner,
  elasticsearchCatHealth,
  elasticsearchClusterHealth,
  homeAssistant,
  jenkinsApi,
  jfrogHealth,
  kibana,
  knownSentences,
  ksqldbInfo,
  litellmReadiness,
  mattermost,
  nextcloud,
  plausible,
  qdrant,
  sonarqubeHealth,
  statuspage,
  supabaseServices,
  vault,
  weaviateNodes,
  statusOnly,
  genericJson,
  processFacts,
  plainWords,
];
