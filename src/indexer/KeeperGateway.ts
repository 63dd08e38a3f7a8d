import { audit } from "./event.ts";

// What was done shows in the events of the contracts that did it; here it is told by whom through the gateway, and what
// had no effect.
audit("KeeperGateway:WorkDone", "KeeperGateway:WorkMissed");

// Which sources are listed there and how it is set changes nobody's holding.
audit(
  "KeeperGateway:GasCeilingSet",
  "KeeperGateway:SearchMoved",
  "KeeperGateway:SequencerSet",
  "KeeperGateway:SourceAdded",
  "KeeperGateway:SourceQuarantined",
  "KeeperGateway:SourceRemoved",
  "KeeperGateway:SourceRestored",
  "KeeperGateway:WorkPaused",
  "KeeperGateway:WorkResumed",
  "KeeperGateway:WorkflowSet",
);
