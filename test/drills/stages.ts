import { afterEach, vi } from "vitest";
import { sharedPostgres } from "../../runtime/testing/postgres.ts";
import { type OpenStageParameters, openStage, type Stage } from "./stage.ts";

/**
 * For the drills of a file: stages that are closed when the drill ends.
 *
 * @param testTimeout milliseconds that a drill may take
 * @returns opens a stage
 */
export const useStages = (testTimeout = 150_000) => {
  vi.setConfig({ testTimeout });
  const stages: Stage[] = [];

  afterEach(async () => {
    for (const stage of stages.splice(0)) await stage.close();
  });

  return async (parameters: Omit<OpenStageParameters, "databaseUrl"> = {}): Promise<Stage> => {
    const stage = await openStage({ databaseUrl: sharedPostgres(), ...parameters });
    stages.push(stage);
    return stage;
  };
};
