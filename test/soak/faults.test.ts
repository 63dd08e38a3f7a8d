import { expect, test, vi } from "vitest";
import { issue, longestLock } from "./faults.ts";
import { allOf, orElse } from "./soak.ts";

class Refused extends Error {}

test("issue: what this machine was too slow for is issued once more, with the longest lock-up", async () => {
  const issueLots = vi.fn(async (_: number, duration?: number) => {
    if (duration !== longestLock) throw new Refused("the lock-up has ended");
    return [1n];
  });
  expect(await issue({ issueLots }, 3, 5)).toEqual([1n]);
  expect(issueLots.mock.calls).toEqual([
    [3, 5],
    [3, longestLock],
  ]);
});

test("issue: what fails for another reason fails", async () => {
  const issueLots = vi.fn(() => Promise.reject(new Refused("no such holder")));
  await expect(issue({ issueLots }, 3, 5)).rejects.toThrow("no such holder");
  expect(issueLots).toHaveBeenCalledTimes(2);
});

test("orElse: cleans up when the work fails, and tells of the work's failure; else it leaves everything", async () => {
  const cleanUp = vi.fn(() => Promise.reject(new Refused("cannot be cleaned up")));
  expect(await orElse(cleanUp, async () => 7)).toBe(7);
  expect(cleanUp).not.toHaveBeenCalled();
  await expect(orElse(cleanUp, () => Promise.reject(new Refused("the work")))).rejects.toThrow("the work");
  expect(cleanUp).toHaveBeenCalledOnce();
});

test("allOf: fails when all have ended, not before", async () => {
  let end = (): void => undefined;
  let isEnded = false;
  const slow = new Promise<void>((resolve) => {
    end = resolve;
  }).then(() => {
    isEnded = true;
  });
  const all = allOf([Promise.reject(new Refused("one")), slow]).catch((error: unknown) => ({ error, isEnded }));
  end();
  expect(await all).toEqual({ error: new Refused("one"), isEnded: true });
});
