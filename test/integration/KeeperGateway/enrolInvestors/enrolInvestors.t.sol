// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../../../../src/interfaces/IKYCRegistrar.sol";
import {IKeeperGateway} from "../../../../src/interfaces/IKeeperGateway.sol";
import {InvestorId} from "../../../../src/types/Identity.sol";
import {newRegistrar} from "../../../utils/Artifacts.sol";
import {GatewayBase} from "../../../utils/GatewayBase.sol";

contract EnrolInvestorsTest is GatewayBase {
    address private immutable dora = makeAddr("dora");

    function test_WhenHoldersAreNamed_ItShouldListEachForAnyoneAndSaySo() external {
        vm.expectEmit(address(gateway));
        emit IKeeperGateway.InvestorEnrolled(_idOf(alice), 0);
        vm.prank(stranger);
        assertEq(gateway.enrolInvestors(0, _investorIds()), 3);
        uint256[] memory ids = gateway.investorRoster(1, 9);
        assertEq(ids, _list(_expiryOf(bob), _expiryOf(carol)));
        assertTrue(gateway.isEnrolled(0, _idOf(alice)));
        assertFalse(gateway.isEnrolled(1, _idOf(alice)));
        (uint256 investors,) = gateway.rosterLengths(0);
        assertEq(investors, 3);
    }

    function test_WhenAnInvestorIsAdmittedAndHoldsNothing_ItShouldListIt() external {
        _register(dora);
        vm.prank(owner);
        issuer.admit(_one(dora));
        assertEq(gateway.enrolInvestors(0, _ids(_idOf(dora))), 1);
    }

    /// @dev Whoever the registrar knows for other issuers cannot fill this one's roster.
    function test_RevertWhen_AnInvestorOfTheRegistrarIsNoInvestorOfTheIssuer() external {
        _register(dora);
        _expectNobody(0, _ids(_idOf(dora)));
    }

    function test_RevertWhen_AStrangerIsNamedWhoIsUnknownToTheRegistrar() external {
        _expectNobody(0, _ids(_idOf(dora)));
        _expectNobody(0, _ids(InvestorId.wrap(0)));
    }

    function test_RevertWhen_TheRegistrarKnowsAHolderOfAnotherRegistrarNot() external {
        IKYCRegistrar another = newRegistrar(_one(owner), 1);
        vm.prank(owner);
        issuer.addRegistrar(another);
        _expectNobody(1, _investorIds());
    }

    function test_WhenSomeAreListedAlready_ItShouldListTheOthers() external {
        gateway.enrolInvestors(0, _ids(_idOf(bob)));
        assertEq(gateway.enrolInvestors(0, _investorIds()), 2);
        assertEq(gateway.investorRoster(0, MOST), _list(_expiryOf(bob), _expiryOf(alice), _expiryOf(carol)));
    }

    function test_RevertWhen_AllAreListedAlready() external {
        _enrolInvestors();
        _expectNobody(0, _investorIds());
    }

    function test_RevertWhen_TheRegistrarIsUnknown() external {
        _expectUnknownRegistrar(1);
        _expectUnknownRegistrar(255);
    }

    function test_RevertGiven_TheRegistrarIsAcceptedNoMore() external {
        vm.prank(owner);
        issuer.removeRegistrar(registrar);
        _expectUnknownRegistrar(0);
    }

    function test_RevertWhen_MoreThan100AreNamed() external {
        InvestorId[] memory ids = new InvestorId[](101);
        ids[100] = _idOf(alice);
        vm.expectRevert(abi.encodeWithSelector(IKeeperGateway.KeeperGateway_TooMany.selector, 101, 100));
        gateway.enrolInvestors(0, ids);
    }

    function _expectNobody(uint8 registrar_, InvestorId[] memory ids) private {
        vm.expectRevert(IKeeperGateway.KeeperGateway_NobodyEnrolled.selector);
        gateway.enrolInvestors(registrar_, ids);
    }

    function _expectUnknownRegistrar(uint8 index) private {
        vm.expectRevert(abi.encodeWithSelector(IKeeperGateway.KeeperGateway_UnknownRegistrar.selector, index));
        gateway.enrolInvestors(index, _investorIds());
    }
}
