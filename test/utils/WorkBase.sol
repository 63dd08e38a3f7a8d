// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../../src/interfaces/IKYCRegistrar.sol";
import {IWorkSource} from "../../src/interfaces/IWorkSource.sol";
import {InvestorKey, Rating, investorKey} from "../../src/types/Identity.sol";
import {Party, PartyKind, investorParty, partyOfKind} from "../../src/types/Party.sol";
import {Standing, newStanding} from "../../src/types/Standing.sol";
import {WorkState, WorkStatus} from "../../src/types/WorkStatus.sol";
import {WorkRegistrar} from "../mocks/WorkRegistrar.sol";
import {GatewayBase} from "./GatewayBase.sol";

/// @notice Asks a source itself, and brings a second registrar, which may be hostile, at place 1.
abstract contract WorkBase is GatewayBase {
    uint40 internal constant END = START + 100 days;
    WorkRegistrar internal second;

    function setUp() public virtual override {
        super.setUp();
        second = new WorkRegistrar();
        vm.prank(owner);
        issuer.addRegistrar(IKYCRegistrar(address(second)));
    }

    function _assertDue(IWorkSource source, uint256 kind, uint256[] memory expected) internal view {
        (uint256[] memory ids, uint256 next) = source.dueWork(kind, 0, 100);
        assertEq(ids, expected);
        assertEq(next, 0);
    }

    function _assertState(IWorkSource source, uint256 kind, uint256 id, WorkState expected, uint40 dueAt)
        internal
        view
    {
        WorkStatus memory status = source.workStates(kind, _ids(id))[0];
        assertEq(uint8(status.state), uint8(expected), "state");
        assertEq(status.dueAt, dueAt, "due at");
    }

    /// @dev At the second registrar.
    function _atSecond(address account) internal pure returns (uint256) {
        return uint256(1) << 32 | _numberOf(account);
    }

    /// @dev The issuer counts the second registrar's investor with the account's id from now on.
    function _countAtSecond(address account) internal {
        Standing standing = newStanding(_idOf(account), DE, Rating.wrap(1), FAR, false);
        Party party = investorParty(_idOf(account), 1);
        vm.prank(address(token));
        issuer.updateInvestorCount(partyOfKind(PartyKind.Issuer), party, true, false, standing, true);
    }

    function _investorsAt(uint8 place, address account) internal pure returns (InvestorKey[] memory keys) {
        keys = new InvestorKey[](1);
        keys[0] = investorKey(place, _idOf(account));
    }

    function _sorted(address a, address b) internal pure returns (uint256[] memory) {
        (uint256 x, uint256 y) = (_numberOf(a), _numberOf(b));
        return x < y ? _ids(x, y) : _ids(y, x);
    }

    /// @dev Investors of the first registrar, one share each.
    function _holdersWithEnd(uint256 count, uint40 end) internal returns (InvestorKey[] memory keys) {
        keys = new InvestorKey[](count);
        for (uint256 i; i < count; ++i) {
            address account = vm.addr(i + 1_000);
            keys[i] = _key(_idOf(account));
            _register(_idOf(account), DE, 1, end, _one(account));
            _issue(account, 1);
        }
    }
}
