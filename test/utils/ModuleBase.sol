// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICustodian} from "../../src/interfaces/ICustodian.sol";
import {IDistributionModule} from "../../src/interfaces/IDistributionModule.sol";
import {ILockupModule} from "../../src/interfaces/ILockupModule.sol";
import {OWNER} from "../../src/types/Authority.sol";
import {InvestorId} from "../../src/types/Identity.sol";
import {newCustodian, newDistribution, newLockup} from "./Artifacts.sol";
import {System} from "./System.sol";

/// @notice The system with a custodian and both modules attached, and three investors.
abstract contract ModuleBase is System {
    address internal immutable secondOwner = makeAddr("secondOwner");
    address internal immutable custodianOfficer = makeAddr("custodianOfficer");
    address internal immutable alice = makeAddr("alice");
    address internal immutable bob = makeAddr("bob");
    address internal immutable carol = makeAddr("carol");

    ICustodian internal custodian;
    ILockupModule internal lockup;
    IDistributionModule internal distribution;

    function setUp() public virtual override {
        super.setUp();
        custodian = newCustodian(_one(custodianOfficer), 1);
        lockup = newLockup(token);
        distribution = newDistribution(token);

        vm.startPrank(owner);
        issuer.addCustodian(address(custodian));
        issuer.attachModule(address(token), address(lockup));
        issuer.attachModule(address(token), address(distribution));
        vm.stopPrank();

        _register(alice);
        _register(bob);
        _register(carol);
    }

    /// @dev Each account gets an investor of its own.
    function _register(address account) internal {
        _register(_idOf(account), DE, 1, FAR, _one(account));
    }

    function _idOf(address account) internal pure returns (InvestorId) {
        return InvestorId.wrap(uint32(bytes4(keccak256(abi.encode(account)))));
    }

    function _transfer(address from, address to, uint256 amount) internal {
        vm.prank(from);
        token.transfer(to, amount);
    }

    function _freeze(address account, bool frozen) internal {
        _freeze(_idOf(account), frozen);
    }

    function _detach(address module) internal {
        vm.prank(owner);
        issuer.detachModule(address(token), module);
    }

    function _needTwoOwners() internal {
        vm.startPrank(owner);
        issuer.addAuthorityAddresses(OWNER, _one(secondOwner));
        issuer.setAuthorityThreshold(OWNER, 2);
        vm.stopPrank();
    }
}
