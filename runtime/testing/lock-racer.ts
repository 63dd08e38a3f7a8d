import { acquireLock, type HeldLock } from "../lock.ts";

// Another process in a race for locks: takes and gives back what its parent names.

type Order = { take: string; at: number } | { release: string };

const held = new Map<string, HeldLock>();

const obey = (order: Order): string => {
  if ("release" in order) {
    held.get(order.release)?.release();
    return "released";
  }
  while (Date.now() < order.at);
  try {
    held.set(
      order.take,
      acquireLock(order.take, (owner) => new Error(`${owner.pid}`)),
    );
    return "taken";
  } catch (error) {
    return `refused: ${error}`;
  }
};

process.on("message", (order: Order) => process.send?.(obey(order)));
process.send?.("ready");
