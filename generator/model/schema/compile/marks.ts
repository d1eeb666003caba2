/** Marks of prepared schemas; no author can write them. */

/** The keyword that holds the defaults of an object's properties. */
export const FILL = 'actionsmith:fill';

/** The keyword of a schema that writes into the value, or into something in it: so the value must be a copy of ours. */
export const OWN = 'actionsmith:own';

/** The keyword of a schema whose `contains` evaluates nothing, as in draft 2019-09. */
export const BLIND = 'actionsmith:blind';
