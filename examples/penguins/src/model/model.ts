import { FEATURES } from './penguin.js';
import { mostProbable } from './score.js';
import { type Coefficients, probabilities } from './softmax.js';
import { type Scale, standardise } from './standardise.js';

/** Everything that is needed to name a species: what schemas/model.json describes. */
export interface Model extends Scale, Coefficients {
  readonly features: string[];
  /** The classes, in the order of weights and bias. */
  readonly species: string[];
}

export interface Prediction {
  readonly species: string;
  readonly probability: number;
  readonly probabilities: Record<string, number>;
}

/** The species of one penguin, measured in the units of the data. */
export function predict(model: Model, measurements: readonly number[]): Prediction {
  const chances = probabilities(model, standardise(measurements, model));
  const winner = mostProbable(chances);
  return {
    species: model.species[winner]!,
    probability: chances[winner]!,
    probabilities: Object.fromEntries(model.species.map((species, k) => [species, chances[k]!])),
  };
}

/** What a schema cannot say: the lists of a model fit each other. Throws where they do not. */
export function checkModel(model: Model): Model {
  const { features, species, mean, deviation, weights, bias } = model;
  const fits =
    features.join() === FEATURES.join() &&
    [mean, deviation, ...weights].every((row) => row.length === features.length) &&
    [weights, bias].every((list) => list.length === species.length);
  if (fits) return model;
  throw new Error(
    `this is not a model of penguins: it needs the measurements ${FEATURES.join(', ')}, and one row of weights and one bias for each species`,
  );
}
