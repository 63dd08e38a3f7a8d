import { audit } from "./event.ts";

// What was done shows in the events of the contracts that did it; here it is told through which door, and what failed.
audit("KeeperGateway:WorkDone");

// Who is listed there and how it is set changes nobody's holding.
audit(
  "KeeperGateway:InvestorEnrolled",
  "KeeperGateway:ModuleAdded",
  "KeeperGateway:ModuleRemoved",
  "KeeperGateway:PositionEnrolled",
  "KeeperGateway:SequencerSet",
  "KeeperGateway:WorkPaused",
  "KeeperGateway:WorkResumed",
  "KeeperGateway:WorkflowSet",
);
