import type { Figure } from "./chain.ts";
import type { Stage } from "./stage.ts";

/** A line of the table, and how its figure is taken. */
export interface Case {
  readonly name: string;
  /** In what state it is measured, beyond what the page says of all. */
  readonly state?: string;
  /** Whether the page says how many of them a block holds. */
  readonly inBlocks?: boolean;
  /** The same case in the protocol that Scrip succeeds. */
  readonly sft?: number;
  readonly goal?: number;
  readonly nextGoal?: number;
  /** Each begins on a stage of its own. */
  readonly measure: (stage: Stage) => Promise<Figure>;
}
