import type { Case } from "../case.ts";
import { administration } from "./administration.ts";
import { deployment } from "./deployment.ts";
import { dividends } from "./dividends.ts";
import { gateway } from "./gateway.ts";
import { lots } from "./lots.ts";
import { partitions } from "./partitions.ts";
import { transfers } from "./transfers.ts";

/** In the order of the page. */
export const cases: readonly Case[] = [
  ...transfers,
  ...partitions,
  ...administration,
  ...dividends,
  ...lots,
  ...gateway,
  ...deployment,
];
