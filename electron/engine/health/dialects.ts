import type { HealthDialect } from './dialect.ts';
import { airflow } from './dialects/airflow.ts';
import { aspnetCore } from './dialects/aspnet-core.ts';
import { consulAgentHealth } from './dialects/consul-agent-health.ts';
import { consulAutopilot } from './dialects/consul-autopilot.ts';
import { consulInstances } from './dialects/consul-instances.ts';
import { consulLeader } from './dialects/consul-leader.ts';
import { elasticsearchBanner } from './dialects/elasticsearch-banner.ts';
import { elasticsearchCatHealth } from './dialects/elasticsearch-cat-health.ts';
import { elasticsearchClusterHealth } from './dialects/elasticsearch-cluster-health.ts';
import { failureMap } from './dialects/failure-map.ts';
import { genericJson } from './dialects/generic-json.ts';
import { homeAssistant } from './dialects/home-assistant.ts';
import { ietfHealthJson } from './dialects/ietf-health-json.ts';
import { jenkinsApi } from './dialects/jenkins-api.ts';
import { jfrogHealth } from './dialects/jfrog-health.ts';
import { kibana } from './dialects/kibana.ts';
import { knownSentences } from './dialects/known-sentences.ts';
import { ksqldbInfo } from './dialects/ksqldb-info.ts';
import { kubernetesVerbose } from './dialects/kubernetes-verbose.ts';
import { litellmReadiness } from './dialects/litellm-readiness.ts';
import { mattermost } from './dialects/mattermost.ts';
import { microprofileHealth } from './dialects/microprofile-health.ts';
import { nestjsTerminus } from './dialects/nestjs-terminus.ts';
import { nextcloud } from './dialects/nextcloud.ts';
import { plainWords } from './dialects/plain-words.ts';
import { plausible } from './dialects/plausible.ts';
import { qdrant } from './dialects/qdrant.ts';
import { s1CheckList } from './dialects/s1-check-list.ts';
import { s2AssistantPlatform } from './dialects/s2-assistant-platform.ts';
import { s3UniversalAssistant } from './dialects/s3-universal-assistant.ts';
import { s4WritingPlatform } from './dialects/s4-writing-platform.ts';
import { s5BookReviews } from './dialects/s5-book-reviews.ts';
import { sonarqubeHealth } from './dialects/sonarqube-health.ts';
import { springBootActuator } from './dialects/spring-boot-actuator.ts';
import { statuspage } from './dialects/statuspage.ts';
import { supabaseServices } from './dialects/supabase-services.ts';
import { vault } from './dialects/vault.ts';
import { weaviateNodes } from './dialects/weaviate-nodes.ts';

/**
 * Every dialect, the most particular shape first; the first one that recognises a body reads it. A new dialect
 * is one file and one entry here, before `genericJson`.
 */
export const dialects: readonly HealthDialect[] = [
  ietfHealthJson,
  microprofileHealth,
  springBootActuator,
  aspnetCore,
  nestjsTerminus,
  kubernetesVerbose,
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
  failureMap,
  genericJson,
  plainWords,
];
