import { registerInvestors } from "../../sdk/actions/registrar/register.ts";
import { registerAccounts } from "../../sdk/actions/registrar/registerAccounts.ts";
import { idsOfRun, readFreeIds } from "../../sdk/reads/freeIds.ts";
import type { Investor, RegistrarGroup } from "../cast.ts";
import { approveTogether, idOf, type Stage, StoryError } from "../stage.ts";

/** Each registrar authority registers the accredited investors of its own countries. */
export const registerEveryone = async (stage: Stage): Promise<void> => {
  for (const group of stage.cast.registrars) await registerOf(stage, group);
  const unknown = stage.cast.investors.filter(({ accreditation }) => accreditation === undefined);
  stage.screen.line(await stage.clock.now(), `${unknown.length} people were never accredited and stay unregistered`);
};

const registerOf = async (stage: Stage, group: RegistrarGroup): Promise<void> => {
  const investors = stage.cast.investors.filter(
    ({ accreditation, country }) => accreditation !== undefined && group.countries.includes(country.numeric),
  );
  const { registrar } = stage.deployment;
  const begun: number[] = [];
  for (let at = 0; at < investors.length; at += idsOfRun) {
    const batch = investors.slice(at, at + idsOfRun);
    const ids = await readFreeIds(stage.client, { registrar, count: batch.length, begun, random: stage.random.chance });
    const registrations = batch.map((investor, place) => registrationOf(investor, ids[place] ?? 0));
    await approveTogether(stage, group, registerInvestors({ registrar, registrations }));
    for (const [place, { externalId }] of batch.entries()) stage.cast.ids.set(externalId, ids[place] ?? 0);
    begun.push(...ids);
    stage.screen.progress(`${group.name} registers`, at + batch.length, investors.length);
  }
  const countries = new Set(investors.map(({ country }) => country.alpha2));
  stage.screen.line(
    await stage.clock.now(),
    `${group.name} registered ${investors.length} investors of ${[...countries].sort().join(", ")}`,
  );
};

const registrationOf = ({ identityHash, country, region, accreditation, accounts }: Investor, id: number) => {
  if (accreditation === undefined) throw new StoryError("An investor without accreditation is not registered.");
  const { rating, expiresAt } = accreditation;
  return { id, identityHash, country: country.numeric, region, rating, expiresAt, accounts };
};

/** The registrar binds a wallet contract to its owner. */
export const registerWallet = async (stage: Stage, owner: Investor): Promise<void> => {
  const { registrar } = stage.deployment;
  const group = stage.cast.registrars.find(({ countries }) => countries.includes(owner.country.numeric));
  if (group === undefined) throw new StoryError(`No registrar authority answers for ${owner.country.name}.`);
  await approveTogether(
    stage,
    group,
    registerAccounts({ registrar, id: idOf(stage, owner), accounts: [stage.props.wallet] }),
  );
  stage.model.apply({ kind: "account", investor: owner.externalId, account: stage.props.wallet });
  stage.screen.line(await stage.clock.now(), `${group.name} registered a wallet contract of ${owner.legalName}`);
};
