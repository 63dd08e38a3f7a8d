export const intentStates = [
  /** known to be due, nobody works on it */
  "planned",
  /** the lease holder prepares a transaction */
  "claimed",
  /** signed bytes are in the ledger; they may or may not have left */
  "signed",
  "broadcast",
  /** in a block that may still vanish */
  "mined",
  /** deep enough, and the contract shows the effect */
  "final",
  /** deep enough, and the contract shows no effect */
  "reverted",
  /** another transaction took the nonce */
  "superseded",
  /** not ours to do: done by somebody else, or no longer wanted; if the chain takes that back, it is planned again */
  "skipped",
  /** the keeper cannot know, or tried too often; a person must look */
  "unknown",
] as const;

export type IntentState = (typeof intentStates)[number];

export const attemptStates = ["signed", "broadcast", "mined", "final", "reverted", "superseded"] as const;

export type AttemptState = (typeof attemptStates)[number];

/** States of an attempt whose nonce is not settled yet. */
export const openAttemptStates = ["signed", "broadcast", "mined"] as const satisfies readonly AttemptState[];

/** The moves that exist; every other one is a fault. */
export const intentMoves: Readonly<Record<IntentState, readonly IntentState[]>> = {
  planned: ["claimed", "skipped"],
  claimed: ["signed", "planned", "unknown"],
  signed: ["broadcast", "mined", "superseded"],
  broadcast: ["mined", "superseded"],
  mined: ["final", "reverted", "broadcast"],
  reverted: ["planned", "skipped", "unknown"],
  superseded: ["planned", "skipped", "unknown"],
  final: [],
  skipped: ["planned"],
  unknown: ["planned", "skipped"],
};

export const attemptMoves: Readonly<Record<AttemptState, readonly AttemptState[]>> = {
  signed: ["broadcast", "mined", "superseded"],
  broadcast: ["mined", "superseded"],
  mined: ["final", "reverted", "broadcast", "superseded"],
  final: [],
  reverted: [],
  superseded: [],
};
