/** Takes secrets out of what is written. */
export interface SecretFilter {
  redact(value: unknown): unknown;
  holdsSecret(value: unknown): boolean;
}

/** For a run that has none. */
export const NO_SECRETS: SecretFilter = { redact: (value) => value, holdsSecret: () => false };
