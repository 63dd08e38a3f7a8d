import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createLog } from "../log.ts";
import { createEndpoint, type Endpoint } from "./endpoint.ts";

let now: number;

beforeEach(() => {
  now = 0;
  vi.spyOn(performance, "now").mockImplementation(() => now);
});
afterEach(() => vi.restoreAllMocks());

const open = (): Endpoint =>
  createEndpoint({ url: "http://127.0.0.1:9", name: "a", timeout: 100, firstRest: 1_000, log: createLog("silent") });

/** Milliseconds for which it is left alone from now on. */
const restOf = (endpoint: Endpoint): number => {
  const start = now;
  while (!endpoint.isDue()) now += 500;
  return now - start;
};

describe("an endpoint that fails", () => {
  test("behavior: is left alone longer each time, a minute at most, and a moment again once it was well", () => {
    const endpoint = open();
    const rests = Array.from({ length: 8 }, () => {
      endpoint.leaveOut("fails", "resting");
      return restOf(endpoint);
    });
    expect(rests).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
    endpoint.takeBack();
    expect([endpoint.reason(), endpoint.isDue()]).toEqual([undefined, true]);
    endpoint.leaveOut("fails", "resting");
    expect(restOf(endpoint)).toBe(1_000);
  });

  test("behavior: is asked at each look while it answers, only not what the others say", () => {
    const endpoint = open();
    for (let look = 0; look < 3; look += 1) endpoint.leaveOut("is behind", "watched");
    expect([endpoint.reason(), restOf(endpoint)]).toEqual(["is behind", 0]);
    endpoint.leaveOut("fails", "resting");
    expect(restOf(endpoint)).toBe(1_000);
  });
});
