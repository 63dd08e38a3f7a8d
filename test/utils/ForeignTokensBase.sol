// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IDossier} from "../../src/interfaces/IDossier.sol";
import {IMultiSig} from "../../src/interfaces/IMultiSig.sol";
import {Call, OWNER, SignedApproval} from "../../src/types/Authority.sol";
import {ItemToken} from "../mocks/ItemToken.sol";
import {PaymentToken} from "../mocks/PaymentToken.sol";
import {
    newAccreditationWork,
    newClaimRegistry,
    newCountWork,
    newDossier,
    newGateway,
    newPledges
} from "./Artifacts.sol";
import {ModuleBase} from "./ModuleBase.sol";

/// @notice Contracts that keep no tokens for anybody, each with 70 units of a currency and item 7 of a collection.
abstract contract ForeignTokensBase is ModuleBase {
    address internal immutable finder = makeAddr("finder");
    PaymentToken internal asset;
    ItemToken internal items;
    IDossier internal dossier;
    address[] internal holders;

    function setUp() public virtual override {
        super.setUp();
        dossier = newDossier(issuer);
        address claims = address(newClaimRegistry(registrar));
        holders = [address(dossier), address(lockup), address(distribution), address(newGateway(issuer)), claims];
        holders.push(address(newAccreditationWork(issuer)));
        holders.push(address(newCountWork(issuer)));
        holders.push(address(newPledges(token)));
        holders.push(address(token));

        asset = new PaymentToken("Euro", "EUR");
        items = new ItemToken();
        vm.startPrank(owner);
        registrar.setAttachment(claims, true);
        for (uint256 i; i < holders.length; ++i) {
            if (!issuer.isAttached(holders[i]) && holders[i] != claims) issuer.attachContract(holders[i]);
        }
        vm.stopPrank();
        for (uint256 i; i < holders.length; ++i) {
            asset.mint(holders[i], 70);
            items.mint(holders[i], 7 + i);
        }
    }

    /// @dev A MultiSig transfers what lies at it by a call of its own.
    function _byCallOf(IMultiSig multisig, address member, address target, bytes memory data) internal {
        Call memory call = Call(OWNER, target, data, keccak256(data), FAR);
        vm.prank(member);
        multisig.executeCall(call, new SignedApproval[](0));
    }
}
