import { afterAll, afterEach, beforeAll, vi } from "vitest";
import { type Postgres, startPostgres } from "../../runtime/postgres.ts";
import { type OpenStageParameters, openStage, type Stage } from "./stage.ts";

/**
 * For the drills of a file: one Postgres, and stages that are closed when the drill ends.
 *
 * @param testTimeout milliseconds that a drill may take
 * @returns opens a stage
 */
export const useStages = (testTimeout = 150_000) => {
  vi.setConfig({ testTimeout });
  let postgres: Postgres;
  const stages: Stage[] = [];

  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterEach(async () => {
    for (const stage of stages.splice(0)) await stage.close();
  });
  afterAll(() => postgres.stop());

  return async (parameters: Omit<OpenStageParameters, "databaseUrl"> = {}): Promise<Stage> => {
    const stage = await openStage({ databaseUrl: postgres.url, ...parameters });
    stages.push(stage);
    return stage;
  };
};
