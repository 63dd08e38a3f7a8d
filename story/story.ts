import { firstOf, type Holder, holderOf, holders, refusedReceiver, welcomeReceiver } from "./acts/choose.ts";
import { depositEveryone, moveInCustody } from "./acts/custody.ts";
import { declareDividend, dividendDates, payDividend, payWallet, payWithheld, reclaimRest } from "./acts/dividend.ts";
import { countryOf, freeze, loseApproval, raiseCountryLimit } from "./acts/governance.ts";
import { issueFromFile } from "./acts/issuance.ts";
import { announceDividend, publishProspectus } from "./acts/publication.ts";
import { registerEveryone, registerWallet } from "./acts/registration.ts";
import { passTime } from "./acts/time.ts";
import { refuse, trade, tradeAtRandom } from "./acts/trading.ts";
import type { Investor } from "./cast.ts";
import type { Stage } from "./stage.ts";

const daySeconds = 86_400;

/** The first two years of a security, act by act. Nobody below calls what a keeper is there for. */
export const playStory = async (stage: Stage, walletOwner: Investor): Promise<void> => {
  await begin(stage, walletOwner);
  const suspect = await chooseSuspect(stage, walletOwner);
  const locked = await refuseEachReason(stage, suspect);
  await letAuthoritiesDecide(stage);
  const { recordDate, claimDeadline } = dividendDates(stage);
  const [firstEnd = recordDate] = lotEnds(stage);
  await letLotsEnd(stage, locked, firstEnd);
  await letAccreditationExpire(stage);
  await letLotsEnd(stage, locked, recordDate - 1);
  await shareProfit(stage, suspect, walletOwner);
  await letLotsEnd(stage, locked, claimDeadline);
  await settle(stage, claimDeadline);
};

const begin = async (stage: Stage, walletOwner: Investor): Promise<void> => {
  stage.screen.title("Prospectus");
  await publishProspectus(stage);

  stage.screen.title("Registration and issue");
  await registerEveryone(stage);
  await registerWallet(stage, walletOwner);
  await issueFromFile(stage);
  await issueFromFile(stage);

  stage.screen.title("Trading and custody");
  const depositors = await depositEveryone(stage);
  await moveInCustody(stage, depositors);
  const own = await holderOf(stage, walletOwner, firstOf(walletOwner.accounts, "account of the wallet's owner"));
  await trade(stage, own.account, stage.props.wallet, own.free / 2n);
  await tradeAtRandom(stage, 10);
};

/** A holder who holds directly and can be frozen without touching the other roles. */
const chooseSuspect = async (stage: Stage, walletOwner: Investor): Promise<Holder> => {
  const candidates = (await holders(stage)).filter(
    ({ investor, free }) => investor !== walletOwner && investor.custodyPercent === 0 && free > 0n,
  );
  return firstOf(candidates, "holder with free shares and without custody");
};

/** One refused transfer for each reason, the last two need preparation. Returns a holder who waits for its lots. */
const refuseEachReason = async (stage: Stage, suspect: Holder): Promise<Holder> => {
  stage.screen.title("Refusals");
  const seller = firstOf(
    (await holders(stage)).filter(({ free, investor }) => free > 0n && investor !== suspect.investor),
    "holder with free shares",
  );
  const from = seller.account;
  for (const name of ["CountryNotPermitted", "RatingTooLow", "CountryLimitReached", "ReceiverNotRegistered"] as const) {
    await refuse(stage, name, { from, to: await refusedReceiver(stage, name, from), amount: 1n });
  }
  const locked = firstOf(
    (await holders(stage)).filter(({ balance, free, investor }) => free < balance && investor !== suspect.investor),
    "holder with locked shares",
  );
  const to = await welcomeReceiver(stage, locked.account);
  await refuse(stage, "AmountLocked", { from: locked.account, to, amount: locked.balance });

  await freeze(stage, suspect.investor, true);
  await refuse(stage, "SenderFrozen", { from: suspect.account, to: from, amount: 1n });
  await refuse(stage, "ReceiverFrozen", { from, to: suspect.account, amount: 1n });
  return locked;
};

const letAuthoritiesDecide = async (stage: Stage): Promise<void> => {
  stage.screen.title("Two of three");
  const seller = firstOf(
    (await holders(stage)).filter(({ free }) => free > 1n),
    "holder with free shares",
  );
  const newcomer = await refusedReceiver(stage, "CountryLimitReached", seller.account);
  await raiseCountryLimit(stage, countryOf(stage, newcomer), 1);
  await trade(stage, seller.account, newcomer, 1n, ", who is admitted now");
  await loseApproval(stage, countryOf(stage, newcomer));
};

const lotEnds = ({ inputs }: Stage): number[] =>
  inputs.issuer.lockup.lots.map(({ afterDays }) => inputs.issuer.issueDate + afterDays * daySeconds);

/** Each lock-up that ends up to `until`: the keepers release it, and a holder sends what came free. */
const letLotsEnd = async (stage: Stage, locked: Holder, until: number): Promise<void> => {
  const now = await stage.clock.now();
  const ends = lotEnds(stage).filter((end) => end > now && end <= until);
  if (ends.length > 0) stage.screen.title("Lock-ups end");
  for (const end of ends) {
    const before = await holderOf(stage, locked.investor, locked.account);
    await passTime(stage, end);
    const amount = before.free + 1n;
    const to = await welcomeReceiver(stage, locked.account, amount);
    await trade(stage, locked.account, to, amount, ", some of it locked up until today");
  }
};

/** Investors whose accreditation ends: they are counted elsewhere, may sell, may not buy. */
const letAccreditationExpire = async (stage: Stage): Promise<void> => {
  stage.screen.title("Accreditations expire");
  const now = await stage.clock.now();
  const ahead = await Promise.all(
    (await holders(stage)).map(async (holder) => ({
      ...holder,
      expiresAt: holder.investor.accreditation?.expiresAt ?? 0,
    })),
  );
  const next = firstOf(
    ahead.filter(({ expiresAt, free }) => expiresAt > now && free > 0n).sort((a, b) => a.expiresAt - b.expiresAt),
    "holder whose accreditation expires later",
  );
  await passTime(stage, next.expiresAt);
  const seller = firstOf(
    (await holders(stage)).filter(({ free, investor }) => free > 0n && investor !== next.investor),
    "holder with free shares",
  );
  await refuse(stage, "ReceiverExpired", { from: seller.account, to: next.account, amount: 1n });
  await trade(stage, next.account, await welcomeReceiver(stage, next.account), 1n, ", expired and free to sell");
};

const shareProfit = async (stage: Stage, suspect: Holder, walletOwner: Investor): Promise<void> => {
  stage.screen.title("Dividend");
  const { recordDate, paymentDate } = await declareDividend(stage);
  await announceDividend(stage);
  await tradeAtRandom(stage, 5);
  await passTime(stage, recordDate + 3600);
  await tradeAtRandom(stage, 5);
  await passTime(stage, paymentDate);
  await payDividend(stage);

  await freeze(stage, suspect.investor, false);
  await payWithheld(stage, suspect.investor);
  await payWallet(stage, walletOwner, firstOf(walletOwner.accounts, "account of the wallet's owner"));
};

/** What is left goes back, and the two years end. */
const settle = async (stage: Stage, claimDeadline: number): Promise<void> => {
  stage.screen.title("The end of two years");
  await passTime(stage, claimDeadline + daySeconds);
  await reclaimRest(stage);
  const end = stage.inputs.issuer.issueDate + 2 * 365 * daySeconds;
  if ((await stage.clock.now()) < end) await passTime(stage, end);
};
