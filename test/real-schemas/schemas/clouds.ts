import type { RealSchema } from '../real-schema.ts';

const KUBERNETES = 'kubernetes-validate/kubernetes_validate/kubernetes-json-schema/v1.37.0-local';
const AWS = 'cfn-lint/cfnlint/data/schemas/resources';
const ANSIBLE = 'ansible-lint/ansiblelint/schemas';

/** What runs elsewhere: clusters, clouds and their tools. */
export const clouds: readonly RealSchema[] = [
  { schema: `${KUBERNETES}/_definitions.json#/$defs/io.k8s.api.core.v1.Pod` },
  { schema: `${KUBERNETES}/_definitions.json#/$defs/io.k8s.api.apps.v1.Deployment` },
  { schema: `${KUBERNETES}/_definitions.json#/$defs/io.k8s.api.core.v1.Service` },
  { schema: `${KUBERNETES}/_definitions.json#/$defs/io.k8s.api.networking.v1.Ingress` },
  { schema: `${KUBERNETES}/_definitions.json#/$defs/io.k8s.api.batch.v1.CronJob` },
  { schema: `${KUBERNETES}-strict/_definitions.json#/$defs/io.k8s.api.core.v1.PodSpec` },
  { schema: `${KUBERNETES}-strict/_definitions.json#/$defs/io.k8s.api.apps.v1.StatefulSet` },
  { schema: `${AWS}/9d166e07ec198cd0.json`, draft: '7' }, // AWS::EC2::Instance
  { schema: `${AWS}/408e096ba2007b98.json`, draft: '7' }, // AWS::Lambda::Function
  { schema: `${AWS}/69ff2c30cdaed778.json`, draft: '7' }, // AWS::S3::Bucket
  { schema: `${AWS}/03cb27ba44abe681.json`, draft: '7' }, // AWS::ECS::TaskDefinition
  { schema: `${AWS}/14d24ae8a612f0ef.json`, draft: '7' }, // AWS::CloudFront::Distribution
  {
    schema: 'aws-sam-translator/samtranslator/policy_templates_data/schema.json',
    accepts: ['aws-sam-translator/samtranslator/policy_templates_data/policy_templates.json'],
  },
  { schema: `${ANSIBLE}/playbook.json` },
  { schema: `${ANSIBLE}/galaxy.json` },
  { schema: `${ANSIBLE}/meta.json` },
  { schema: `${ANSIBLE}/requirements.json` },
  { schema: `${ANSIBLE}/ansible-navigator-config.json` },
  { schema: `${ANSIBLE}/execution-environment.json` },
  { schema: `${ANSIBLE}/molecule.json` },
  { schema: `${ANSIBLE}/inventory.json` },
  { schema: 'wrangler/config-schema.json' },
  { schema: 'firebase-tools/schema/firebase-config.json' },
  { schema: 'firebase-tools/schema/firebaserc.json' },
  { schema: '@azure/static-web-apps-cli/schema/swa-cli.config.schema.json' },
  { schema: '@azure/static-web-apps-cli/schema/staticwebapp.config.json' },
  { schema: 'apache-airflow-core/airflow/serialization/schema.json' },
  { schema: 'apache-airflow-core/airflow/provider_info.schema.json' },
  { schema: 'meltano/meltano/schemas/meltano.schema.json' },
  { schema: 'zigbee2mqtt/dist/util/settings.schema.json', draft: '7' },
];
