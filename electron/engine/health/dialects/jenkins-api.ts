import { assemble } from '../assemble.ts';
import type { HealthDialect } from '../dialect.ts';
import { asBoolean, isObject, ownField, ownText } from '../json.ts';
import { plainState } from '../part.ts';

const ROOT_CLASSES = new Set(['hudson.model.Hudson', 'jenkins.model.Jenkins']);

/**
 * Jenkins' `/api/json`. It speaks of jobs and not of health, but for `quietingDown`: no new build starts before the
 * planned restart. The colours of the jobs are results of builds.
 */
export const jenkinsApi: HealthDialect = {
  name: 'jenkins-api',
  because: 'the "_class" of the root of Jenkins',
  recognise: ({ json }) => isObject(json) && ROOT_CLASSES.has(ownText(json, '_class')),
  read: ({ json }, response) => {
    const quieting = isObject(json) && asBoolean(ownField(json, 'quietingDown')) === true;
    const own = plainState(quieting ? 'degraded' : 'healthy');
    const message = quieting ? 'preparing for shutdown: no new builds are started' : '';
    return assemble({ own, parts: [], message, facts: {} }, response);
  },
};
