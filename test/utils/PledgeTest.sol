// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPledgeModule} from "../../src/interfaces/IPledgeModule.sol";
import {Pledge, PledgeState, PledgeTerms} from "../../src/types/Pledge.sol";
import {PositionKey, defaultPosition} from "../../src/types/PositionKey.sol";
import {newPledges} from "./Artifacts.sol";
import {EnforcementBase} from "./EnforcementBase.sol";

/// @notice ada holds 100 and pledges to a bank that is an investor; ben may buy.
abstract contract PledgeTest is EnforcementBase {
    uint40 internal constant END = START + 365 days;
    uint32 internal constant CURE = 14 days;

    IPledgeModule internal pledges;
    address internal bank;
    /// @dev Of the token: read here, so that terms can be made after a prank.
    uint8 private _epoch;

    function setUp() public virtual override {
        super.setUp();
        bank = _investor("bank", CH, 1);
        _issue(ada, 100);
        pledges = newPledges(token);
        vm.prank(owner);
        issuer.attachModule(address(token), address(pledges));
    }

    function _direct(address account) internal pure returns (PositionKey memory) {
        return defaultPosition(address(0), account);
    }

    function _terms(address account, uint96 amount) internal view returns (PledgeTerms memory) {
        return PledgeTerms(_direct(account), bank, amount, _epoch, END, CURE, "agreement");
    }

    function _propose(PledgeTerms memory terms) internal returns (uint256) {
        vm.prank(terms.position.account);
        return pledges.propose(terms);
    }

    /// @dev Proposed by the holder and accepted by the secured party.
    function _open(PledgeTerms memory terms) internal returns (uint256 id) {
        id = _propose(terms);
        vm.prank(terms.securedParty);
        pledges.accept(id);
    }

    function _openFor(address account, uint96 amount) internal returns (uint256) {
        return _open(_terms(account, amount));
    }

    function _call(uint256 id) internal {
        vm.prank(bank);
        pledges.call(id, "default");
    }

    /// @dev Called, and the term has passed.
    function _callable(uint256 id) internal {
        _call(id);
        skip(CURE);
    }

    function _realise(uint256 id, address to, uint256 amount) internal {
        vm.prank(bank);
        pledges.realise(id, _direct(to), amount, "");
    }

    function _release(uint256 id, uint256 amount) internal {
        vm.prank(bank);
        pledges.release(id, amount);
    }

    function _list(uint256 id) internal pure returns (uint256[] memory ids) {
        ids = new uint256[](1);
        ids[0] = id;
    }

    function _assertPledge(uint256 id, PledgeState state, uint256 amount, uint256 available) internal view {
        Pledge memory p = pledges.getPledge(id);
        assertEq(uint8(p.state), uint8(state), "state");
        assertEq(p.amount, amount, "amount");
        assertEq(p.available, available, "available");
    }

    function _split(uint32 numerator, uint32 denominator) internal {
        vm.prank(owner);
        token.split(numerator, denominator);
        ++_epoch;
    }

    function _keys(address account) internal pure returns (PositionKey[] memory keys) {
        keys = new PositionKey[](1);
        keys[0] = _direct(account);
    }

    function _detach() internal {
        vm.prank(owner);
        issuer.detachModule(address(token), address(pledges));
    }

    /// @dev The open pledges of a position add up to what is encumbered and what force took of that.
    function _assertBooked(PositionKey memory position) internal view {
        uint256[] memory ids = pledges.pledgesOf(position);
        uint256 sum;
        for (uint256 i; i < ids.length; ++i) {
            sum += pledges.getPledge(ids[i]).amount;
        }
        uint256 booked = token.encumbranceOfPosition(position, address(pledges));
        assertEq(sum, booked + token.takenOf(position, address(pledges)), "booked");
    }

    function _expectState(uint256 id, PledgeState state, PledgeState next) internal {
        vm.expectRevert(abi.encodeWithSelector(IPledgeModule.PledgeModule_WrongState.selector, id, state, next));
    }

    function _expectNotSecured(address caller) internal {
        vm.expectRevert(abi.encodeWithSelector(IPledgeModule.PledgeModule_NotSecuredParty.selector, caller, bank));
    }
}
