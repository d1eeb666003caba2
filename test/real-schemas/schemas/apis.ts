import type { RealSchema } from '../real-schema.ts';

const GITHUB = '@octokit/openapi-webhooks/generated/api.github.com.json#/components/schemas';
const EVENTS = '@octokit/webhooks-examples/api.github.com/index.json#';
const TRAVEL = '@readme/oas-examples/3.1/json/train-travel.json#/components/schemas';
const TREK = '@readme/oas-examples/3.0/json/star-trek.json#/components/schemas';
const TYPES = '@readme/oas-examples/3.0/json';
const DIALOG = '@digdir/dialogporten-schema/swagger.verified.json#/components/schemas';
const DIRECTUS = '@directus/specs/dist/openapi.json#/components/schemas';
const BLOCKFROST = '@blockfrost/openapi/openapi.yaml#/components/schemas';

/** What web services send: components of OpenAPI 3.0 and 3.1, and payloads of webhooks. */
export const apis: readonly RealSchema[] = [
  {
    schema: '@octokit/webhooks-schemas/schema.json',
    accepts: [0, 1, 2, 4, 5, 9, 12, 14, 19, 20, 21].map((event) => `${EVENTS}/${event}/examples/1`),
  },
  { schema: `${GITHUB}/webhook-check-run-created`, accepts: [`${EVENTS}/1/examples/0`] },
  { schema: `${GITHUB}/webhook-check-suite-completed`, accepts: [`${EVENTS}/2/examples/0`, `${EVENTS}/2/examples/1`] },
  { schema: `${GITHUB}/webhook-code-scanning-alert-reopened`, accepts: [`${EVENTS}/3/examples/0`] },
  { schema: `${GITHUB}/webhook-commit-comment-created`, accepts: [`${EVENTS}/4/examples/0`, `${EVENTS}/4/examples/1`] },
  { schema: `${GITHUB}/webhook-create`, accepts: [`${EVENTS}/5/examples/0`] },
  { schema: `${GITHUB}/webhook-dependabot-alert-fixed`, accepts: [`${EVENTS}/7/examples/0`] },
  { schema: `${GITHUB}/webhook-issues-opened` },
  { schema: `${GITHUB}/webhook-push` },
  { schema: `${GITHUB}/simple-user` },
  { schema: `${TRAVEL}/Booking` },
  { schema: `${TRAVEL}/BookingPayment` },
  { schema: `${TRAVEL}/Trip` },
  { schema: `${TREK}/StaffFull` },
  { schema: `${TREK}/BookFull` },
  { schema: `${TYPES}/discriminators.json#/components/schemas/BaseVehicle` },
  { schema: `${TYPES}/schema-circular.json#/components/schemas/ZoneRules` },
  { schema: `${DIALOG}/V1ServiceOwnerDialogsCommandsCreate_DialogCommand` },
  { schema: `${DIALOG}/V1EndUserDialogsQueriesGet_Dialog` },
  { schema: `${DIRECTUS}/Fields` },
  { schema: `${DIRECTUS}/Users` },
  { schema: `${DIRECTUS}/Query` },
  ...['block_content_txs', 'block_content_addresses', 'committee', 'dreps', 'drep'].map((name): RealSchema => ({
    schema: `${BLOCKFROST}/${name}`,
    accepts: [`${BLOCKFROST}/${name}/example`],
  })),
  { schema: `${BLOCKFROST}/mempool_tx_content` },
  { schema: `${BLOCKFROST}/tx_content` },
];
