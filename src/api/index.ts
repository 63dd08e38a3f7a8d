import { db } from "ponder:api";
import schema from "ponder:schema";
import { client, graphql } from "ponder";
import { callsRoute } from "./calls.ts";
import { capTableRoute } from "./capTable.ts";
import { distributionRoute, distributionsRoute } from "./distributions.ts";
import { NotFoundError } from "./errors.ts";
import { eventsRoute } from "./events.ts";
import { holderRoute } from "./holders.ts";
import { investorRoute, investorsRoute } from "./investors.ts";
import { lotsRoute } from "./lots.ts";
import { openApiOf } from "./openapi.ts";
import { mount } from "./route.ts";
import { supplyRoute } from "./supply.ts";

const routes = [
  callsRoute,
  capTableRoute,
  distributionRoute,
  distributionsRoute,
  eventsRoute,
  holderRoute,
  investorRoute,
  investorsRoute,
  lotsRoute,
  supplyRoute,
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
