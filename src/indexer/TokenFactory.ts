import { tokenCreation } from "ponder:schema";
import { on } from "./event.ts";

// What it is called, the token says itself once the issuer adds it.
on("TokenFactory:TokenCreated", async ({ event, context: { db } }) => {
  const { token, issuer, original, creator } = event.args;
  const { hash: tx } = event.transaction;
  await db.insert(tokenCreation).values({ token, issuer, original, creator, createdAt: event.block.timestamp, tx });
});
