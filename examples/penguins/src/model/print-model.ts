import type { Model } from './model.js';

export type ExportFormat = 'json' | 'javascript' | 'python';

/**
 * The model as a file that needs nothing else. The scale is folded into the coefficients, so that they take the measurements in the units of the
 * data: weights · measurements + bias.
 */
export function printModel(model: Model, format: ExportFormat): string {
  const { features, species } = model;
  const weights = model.weights.map((row) => row.map((weight, column) => weight / model.deviation[column]!));
  const bias = model.bias.map((value, k) => weights[k]!.reduce((sum, weight, column) => sum - weight * model.mean[column]!, value));
  const portable = { features, species, weights, bias };
  return PRINTERS[format](JSON.stringify(portable, null, format === 'json' ? 2 : 0));
}

// Lists, numbers and double-quoted strings are written alike in JSON, JavaScript and Python.
const PRINTERS: Readonly<Record<ExportFormat, (json: string) => string>> = {
  json: (json) => `${json}\n`,
  javascript: (json) => `const model = ${json};

/** The species of a penguin, and the probability of each: predict({ bill_length_mm: 39.1, … }). */
export function predict(penguin) {
  const scores = model.weights.map((row, k) => row.reduce((sum, weight, i) => sum + weight * penguin[model.features[i]], model.bias[k]));
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  const probabilities = Object.fromEntries(model.species.map((species, k) => [species, powers[k] / total]));
  return { species: model.species[scores.indexOf(highest)], probabilities };
}
`,
  python: (json) => `import math

MODEL = ${json}


def predict(penguin):
    """The species of a penguin, and the probability of each: predict({"bill_length_mm": 39.1, ...})."""
    values = [penguin[feature] for feature in MODEL["features"]]
    scores = [bias + sum(w * v for w, v in zip(row, values)) for row, bias in zip(MODEL["weights"], MODEL["bias"])]
    powers = [math.exp(score - max(scores)) for score in scores]
    probabilities = {species: power / sum(powers) for species, power in zip(MODEL["species"], powers)}
    return {"species": max(probabilities, key=probabilities.get), "probabilities": probabilities}
`,
};
