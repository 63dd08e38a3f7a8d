import { db } from "ponder:api";
import schema from "ponder:schema";
import { client, graphql } from "ponder";
import { announcementRoute, announcementsRoute } from "./announcements.ts";
import { callsRoute } from "./calls.ts";
import { capTableRoute } from "./capTable.ts";
import { claimsRoute } from "./claims.ts";
import { distributionPreviewRoute } from "./distributionPreview.ts";
import { distributionRoute, distributionsRoute } from "./distributions.ts";
import { documentRoute, documentsRoute } from "./documents.ts";
import { NotFoundError } from "./errors.ts";
import { eventsRoute } from "./events.ts";
import { factRoute, factsRoute } from "./facts.ts";
import { holderRoute, positionsRoute } from "./holders.ts";
import { investorRoute, investorsRoute } from "./investors.ts";
import { lotsRoute } from "./lots.ts";
import { openApiOf } from "./openapi.ts";
import { partitionsRoute } from "./partitions.ts";
import { pledgesRoute } from "./pledges.ts";
import { recordDatesRoute } from "./recordDates.ts";
import { mount } from "./route.ts";
import { noncesRoute, signedTransfersRoute } from "./signedTransfers.ts";
import { openSplitRoute, splitsRoute } from "./splits.ts";
import { supplyRoute } from "./supply.ts";
import { suspensionsRoute } from "./suspensions.ts";
import { tokensRoute } from "./tokens.ts";

const routes = [
  announcementRoute,
  announcementsRoute,
  callsRoute,
  capTableRoute,
  claimsRoute,
  distributionPreviewRoute,
  distributionRoute,
  distributionsRoute,
  documentRoute,
  documentsRoute,
  eventsRoute,
  factRoute,
  factsRoute,
  holderRoute,
  investorRoute,
  investorsRoute,
  lotsRoute,
  noncesRoute,
  partitionsRoute,
  openSplitRoute,
  pledgesRoute,
  positionsRoute,
  recordDatesRoute,
  signedTransfersRoute,
  splitsRoute,
  supplyRoute,
  suspensionsRoute,
  tokensRoute,
];
const document = openApiOf(routes);

const app = mount(routes);
app.get("/openapi.json", (c) => c.json(document));
app.use("/graphql", graphql({ db, schema }));
app.use("/sql/*", client({ db, schema }));
app.all("*", () => {
  throw new NotFoundError("There is nothing here. See /openapi.json for what there is.");
});

export default app;
