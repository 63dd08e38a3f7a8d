export type { Act, ModelInputs, ModelPlaces, MoveAct } from "./acts.ts";
export { ModelDisagreement } from "./disagreement.ts";
export type { DividendOutcome } from "./dividends.ts";
export { type Counts, createModel, type Model, type Outcome } from "./model.ts";
