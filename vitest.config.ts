import { defineConfig } from "vitest/config";

/** Tests that start chains, databases and other processes of their own: one file after another. */
const system = [
  "runtime/**/*.test.ts",
  "bots/{health,ledger,sender,rpc,notices,schedule,operate,approvals,testing}/**/*.test.ts",
  "bots/{index-reader,metrics,reads,runner,send,watcher/watch}.test.ts",
  "test/indexer/**/*.test.ts",
];
const databases = { globalSetup: "runtime/testing/postgres.ts" } as const;
const oneByOne = { pool: "forks", poolOptions: { forks: { singleFork: true } } } as const;
/** Files share the modules that they load: loading them for each file anew took half of the small tests' time. */
const shared = { isolate: false } as const;
/** Only a test that hangs reaches it: a busy machine makes tests slower, never red. */
const patience = { testTimeout: 1_200_000, hookTimeout: 1_200_000 } as const;

export default defineConfig({
  test: {
    pool: "forks",
    maxWorkers: 2,
    minWorkers: 1,
    projects: [
      {
        test: {
          name: "unit",
          include: ["{sdk,bots,story,cli,tools,bench}/**/*.test.ts"],
          exclude: system,
          ...patience,
          ...shared,
        },
      },
      { test: { name: "system", include: system, ...patience, ...shared, ...oneByOne, ...databases } },
      {
        test: {
          name: "drills",
          include: ["test/{drills,soak}/**/*.test.ts"],
          ...patience,
          ...oneByOne,
          globalSetup: [databases.globalSetup, "test/drills/programs.ts"],
        },
      },
      {
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          ...patience,
          ...oneByOne,
        },
      },
    ],
  },
});
