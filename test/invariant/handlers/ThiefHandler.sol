// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Party, PartyKind, partyOfKind} from "../../../src/types/Party.sol";
import {Restriction} from "../../../src/types/Restriction.sol";
import {Standing} from "../../../src/types/Standing.sol";
import {World} from "../World.sol";
import {Handler} from "./Handler.sol";

/// @notice Strangers, and investors without a right to it, reach for what belongs to others.
contract ThiefHandler is Handler {
    constructor(World world_) Handler(world_) {}

    function takeWithoutAllowance(uint256 thiefSeed, uint256 victimSeed, uint256 amount) external atPresent {
        address thief = _thief(thiefSeed);
        address victim = _victim(victimSeed);
        uint256 allowed = token.allowance(victim, thief);
        if (allowed == type(uint256).max) return;
        amount = bound(amount, allowed + 1, type(uint256).max);
        bytes memory data = abi.encodeCall(token.transferFrom, (victim, thief, amount));
        _expect(Restriction.InsufficientAllowance, thief, address(token), data);
    }

    function takeFromCustody(uint256 thiefSeed, uint256 victimSeed, uint256 custodianSeed) external atPresent {
        address thief = _thief(thiefSeed);
        address victim = _victim(victimSeed);
        address custodian = _custodian(custodianSeed);
        _expectFailure(thief, address(token), abi.encodeCall(token.custodyTransfer, (victim, thief, 0)));
        _expectFailure(thief, address(token), abi.encodeCall(token.custodyWithdraw, (victim, thief, 0)));
        bytes memory data = abi.encodeCall(world.custodians(0).transfer, (token, victim, thief, 0));
        _expectFailure(thief, custodian, data);
    }

    function actAsIssuer(uint256 thiefSeed, uint256 victimSeed) external atPresent {
        address thief = _thief(thiefSeed);
        address victim = _victim(victimSeed);
        _expectFailure(thief, address(token), abi.encodeCall(token.issue, (thief, 1, "")));
        _expectFailure(thief, address(token), abi.encodeCall(token.transferTreasury, (thief, 0)));
        _expectFailure(thief, address(token), abi.encodeCall(token.controllerTransfer, (victim, thief, 0, "", "")));
        _expectFailure(thief, address(token), abi.encodeCall(token.redeem, (0, "")));
        _expectFailure(thief, address(token), abi.encodeCall(token.redeemFrom, (victim, 0, "")));
        _expectFailure(thief, address(token), abi.encodeCall(token.attachModule, (thief)));
        _expectFailure(thief, address(token), abi.encodeCall(token.setRestriction, (true)));
    }

    function actAsModule(uint256 thiefSeed, uint256 victimSeed) external atPresent {
        address thief = _thief(thiefSeed);
        address victim = _victim(victimSeed);
        _expectFailure(thief, address(token), abi.encodeCall(token.encumber, (victim, 0)));
        _expectFailure(thief, address(token), abi.encodeCall(token.release, (victim, 0)));
        uint40 recordDate = uint40(world.time() + 1);
        _expectFailure(thief, address(token), abi.encodeCall(token.scheduleRecordDate, (recordDate)));
    }

    /// @dev Counts belong to tokens.
    function actAsToken(uint256 thiefSeed, uint256 victimSeed) external atPresent {
        address thief = _thief(thiefSeed);
        Party victim = issuer.resolve(_investorAccount(victimSeed));
        Party treasury = partyOfKind(PartyKind.Issuer);
        Standing none = Standing.wrap(0);
        bytes memory out = abi.encodeCall(issuer.updateInvestorCount, (victim, treasury, false, true, none, true));
        _expectFailure(thief, address(issuer), out);
        bytes memory into = abi.encodeCall(issuer.updateInvestorCount, (treasury, victim, true, false, none, false));
        _expectFailure(thief, address(issuer), into);
    }

    function _thief(uint256 seed) private view returns (address) {
        return _rarely(seed, 2) ? stranger : _investorAccount(seed);
    }

    function _victim(uint256 seed) private view returns (address) {
        return _rarely(seed, 8) ? address(issuer) : _investorAccount(seed);
    }
}
