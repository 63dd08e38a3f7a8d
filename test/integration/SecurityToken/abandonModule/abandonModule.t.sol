// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {PositionKey, defaultPosition} from "../../../../src/types/PositionKey.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {EnforcementBase} from "../../../utils/EnforcementBase.sol";
import {OwnerOnlyBase} from "../../../utils/OwnerOnlyBase.sol";

contract AbandonModuleTest is OwnerOnlyBase, EnforcementBase {
    ModuleMock private module;

    function setUp() public override {
        super.setUp();
        _issue(ada, 100);
        module = _encumbered(ada, 60);
        _detach(module);
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(token), abi.encodeCall(token.abandonModule, (address(module))));
    }

    function _isDone() internal override returns (bool done) {
        uint256 state = vm.snapshotState();
        try token.clearEncumbrances(address(module), _positions()) {
            done = true;
        } catch {}
        vm.revertToState(state);
    }

    function test_RevertGiven_TheModuleIsAttached() external {
        _attach(module);
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_ModuleAttached.selector, address(module)));
        _abandon(address(module));
    }

    function test_RevertGiven_TheModuleEncumbersNothing() external {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_NothingEncumbered.selector, stranger));
        _abandon(stranger);
        _attach(module);
        vm.prank(address(module));
        token.release(ada, 60);
        _detach(module);
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_NothingEncumbered.selector, address(module)));
        _abandon(address(module));
    }

    function test_GivenTheModuleIsDetachedAndEncumbersSomething_ItShouldLetAnyoneClearThat() external {
        vm.expectEmit(address(token));
        emit ITokenEvents.ModuleAbandoned(address(module));
        _abandon(address(module));
        vm.prank(stranger);
        token.clearEncumbrances(address(module), _positions());
        _attach(module);
        assertEq(token.encumbranceOf(ada, address(module)), 0);
    }

    function test_GivenTheModuleIsDetachedAndEncumbersSomething_GivenItIsAttachedAgain_ItShouldLetNobodyClearItAnyMore()
        external
    {
        _abandon(address(module));
        _attach(module);
        _detach(module);
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_NotAbandoned.selector, address(module)));
        token.clearEncumbrances(address(module), _positions());
    }

    function _positions() private view returns (PositionKey[] memory positions) {
        positions = new PositionKey[](1);
        positions[0] = defaultPosition(address(0), ada);
    }

    function _abandon(address abandoned) private {
        vm.prank(owner);
        token.abandonModule(abandoned);
    }
}
