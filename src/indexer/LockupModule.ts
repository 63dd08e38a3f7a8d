import { lot } from "ponder:schema";
import { audit, on } from "./event.ts";

on("LockupModule:LotLocked", async ({ event, context: { db } }) => {
  const { lotId, account, amount, lockupEnd } = event.args;
  await db.insert(lot).values({
    lockup: event.log.address,
    lotId,
    account,
    amount,
    lockupEnd: BigInt(lockupEnd),
    released: false,
    lockedTx: event.transaction.hash,
  });
});

on("LockupModule:LotReleased", async ({ event, context: { db } }) => {
  const { lotId, released: releasedAmount } = event.args;
  await db
    .update(lot, { lockup: event.log.address, lotId })
    .set({ released: true, releasedAmount, releasedTx: event.transaction.hash });
});

// Who may lock on its behalf changes nobody's lots.
audit("LockupModule:ClientSet");
