import { afterEach } from "vitest";
import { sharedPostgres } from "../../runtime/testing/postgres.ts";
import { type OpenStageParameters, openStage, type Stage } from "./stage.ts";

/** For the drills of a file: opens stages, which are closed when the drill ends. */
export const useStages = () => {
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
