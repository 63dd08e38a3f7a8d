// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IClaimRegistry} from "../../../../src/interfaces/IClaimRegistry.sol";
import {IDossier} from "../../../../src/interfaces/IDossier.sol";
import {IfstLens} from "../../../../src/token/lenses/IfstLens.sol";
import {Oep506Lens} from "../../../../src/token/lenses/Oep506Lens.sol";
import {AuthorityId, OWNER} from "../../../../src/types/Authority.sol";
import {Attestation, KEY_HOLDER, Topic, subjectOfAccount, subjectOfInvestor} from "../../../../src/types/Claims.sol";
import {InvestorId} from "../../../../src/types/Identity.sol";
import {LOCKED_BY_HAND, Partition} from "../../../../src/types/Partition.sol";
import {deployed, newClaimRegistry, newDossier} from "../../../utils/Artifacts.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";

contract LensesTest is ComplianceBase {
    uint64 private constant TRANCHE = 7;
    Partition private constant PARTITION = Partition.wrap(bytes32(uint256(TRANCHE)));
    Topic private constant ROLE = Topic.wrap("Qualified_Investor");

    IDossier private _dossier;
    IClaimRegistry private _claims;
    IfstLens private _ifst;
    Oep506Lens private _oep;

    function setUp() public override {
        super.setUp();
        _dossier = newDossier(issuer);
        _claims = newClaimRegistry(registrar);
        _ifst = IfstLens(payable(deployed("IfstLens", abi.encode(token))));
        _oep = Oep506Lens(payable(deployed("Oep506Lens", abi.encode(token, _dossier, _claims))));

        _issue(ada, 100);
        vm.startPrank(owner);
        issuer.attachContract(address(_dossier));
        registrar.setAttachment(address(_claims), true);
        token.setPartition(PARTITION, LOCKED_BY_HAND, "Seed round");
        token.issueByPartition(PARTITION, ada, 30, "");
        vm.stopPrank();
    }

    function test_WhenAskedByTheNamesOfIFST_ItShouldGiveBalancesTranchesAndOperatorsOfTheToken() external {
        vm.startPrank(ada);
        token.authorizeOperator(stranger);
        token.approve(ben, 12);
        vm.stopPrank();

        assertEq(_ifst.totalSupply(), 130);
        assertEq(_ifst.balanceOf(ada), 130);
        assertEq(_ifst.allowance(ada, ben), 12);
        assertEq(_ifst.balanceOfByTranche(0, ada), 100);
        assertEq(_ifst.balanceOfByTranche(Partition.unwrap(PARTITION), ada), 30);
        bytes32[] memory tranches = _ifst.tranchesOf(ada);
        assertEq(tranches.length, 2);
        assertEq(tranches[0], bytes32(0));
        assertEq(tranches[1], Partition.unwrap(PARTITION));
        assertTrue(_ifst.isOperatorFor(stranger, ada));
        assertFalse(_ifst.isOperatorFor(ben, ada));
    }

    function test_WhenAskedByTheNamesOfIFST_ItShouldCheckATransferAsTheTokenWouldJudgeIt() external {
        assertTrue(_ifst.checkTransfer(0, ada, ben, 100, ""));
        assertFalse(_ifst.checkTransfer(0, ada, ben, 101, ""));
        assertFalse(_ifst.checkTransfer(Partition.unwrap(PARTITION), ada, ben, 30, ""), "locked");
        _open();
        assertTrue(_ifst.checkTransfer(Partition.unwrap(PARTITION), ada, ben, 30, ""));
        assertFalse(_ifst.checkTransfer(Partition.unwrap(PARTITION), ada, ben, 31, ""));
        assertFalse(_ifst.checkTransfer("unknown", ada, ben, 1, ""));
    }

    function test_WhenAskedByTheNamesOfOEP506_ItShouldDescribeTheTokenAndItsTranches() external {
        assertEq(_oep.name(), token.name());
        assertEq(_oep.symbol(), token.symbol());
        assertEq(_oep.decimals(), token.decimals());
        assertEq(_oep.totalSupply(), 130);
        assertEq(_oep.getDefaultTranche(), 0);
        _assertTranche(TRANCHE, "Seed round", 30, type(uint64).max);
        _assertTranche(0, "", 100, 0);
        vm.prank(owner);
        token.setPartition(PARTITION, 1_900_000_000, "Seed");
        _assertTranche(TRANCHE, "Seed", 30, 1_900_000_000);
    }

    function test_WhenAskedByTheNamesOfOEP506_ItShouldGiveTheShortFormForTheDefaultTranche() external {
        vm.startPrank(ada);
        token.approve(ben, 12);
        token.authorizeOperatorByPartition(PARTITION, stranger);
        token.approveByPartition(PARTITION, stranger, 1);
        token.approveByPartition(PARTITION, owner, 9);
        vm.stopPrank();

        assertEq(_oep.balanceOf(ada), 100);
        assertEq(_oep.balanceOf(ada, 0), 100);
        assertEq(_oep.balanceOf(ada, TRANCHE), 30);
        assertEq(_oep.balanceOf(stranger), 0);
        assertEq(_oep.allowance(ada, ben), 12);
        assertEq(_oep.allowance(ada, 0, ben), 12);
        assertEq(_oep.allowance(ada, TRANCHE, ben), 0);
        assertEq(_oep.allowance(ada, TRANCHE, stranger), type(uint256).max);
        assertEq(_oep.allowance(ada, TRANCHE, owner), 9);
        vm.prank(ada);
        token.authorizeOperator(owner);
        assertEq(_oep.allowance(ada, 0, owner), 0, "ERC-20's");
    }

    function test_WhenAskedByTheNamesOfOEP506_ItShouldCheckATransferForItsCallerAllowanceAndOperatorIncluded()
        external
    {
        _open();
        vm.startPrank(ada);
        token.approve(stranger, 12);
        token.authorizeOperatorByPartition(PARTITION, owner);
        assertTrue(_oep.canTransfer(ada, ben, 100));
        assertFalse(_oep.canTransfer(ada, ben, 101));
        assertTrue(_oep.canTransfer(ada, TRANCHE, ben, TRANCHE, 30));
        assertFalse(_oep.canTransfer(ada, TRANCHE, ben, 0, 30), "the way is closed");
        vm.stopPrank();

        vm.startPrank(stranger);
        assertTrue(_oep.canTransfer(ada, ben, 12));
        assertFalse(_oep.canTransfer(ada, ben, 13));
        assertFalse(_oep.canTransfer(ada, TRANCHE, ben, TRANCHE, 12));
        vm.stopPrank();

        vm.startPrank(owner);
        assertTrue(_oep.canTransfer(ada, TRANCHE, ben, TRANCHE, 30));
        assertFalse(_oep.canTransfer(ada, ben, 1));
    }

    function test_WhenAskedByTheNamesOfOEP506_ItShouldCheckATransferToAnotherTrancheWhereThatWayIsOpen() external {
        _open();
        vm.prank(owner);
        token.setPartitionExchange(PARTITION, Partition.wrap(0), true);
        vm.startPrank(ada);
        token.approveByPartition(PARTITION, stranger, 12);
        assertTrue(_oep.canTransfer(ada, TRANCHE, ben, 0, 30));
        assertTrue(_oep.canTransfer(ada, TRANCHE, ada, 0, 30));
        assertFalse(_oep.canTransfer(ada, TRANCHE, ben, 0, 31));
        assertFalse(_oep.canTransfer(ada, 0, ben, TRANCHE, 1), "the other way");
        vm.stopPrank();

        vm.startPrank(stranger);
        assertTrue(_oep.canTransfer(ada, TRANCHE, ben, 0, 12));
        assertFalse(_oep.canTransfer(ada, TRANCHE, ben, 0, 13));
        assertFalse(_oep.canTransfer(ada, TRANCHE, ada, 0, 1), "the holder's own");
    }

    function test_WhenAskedByTheNamesOfOEP506_ItShouldSayNoToASpenderOrOperatorWhoIsBarred() external {
        _open();
        address cleo = _investor("cleo", DE, 2);
        vm.startPrank(ada);
        token.approve(cleo, 12);
        token.approveByPartition(PARTITION, cleo, 30);
        vm.stopPrank();
        vm.prank(owner);
        token.setPartitionExchange(PARTITION, Partition.wrap(0), true);
        _assertCleo(cleo, true);
        _freeze(_id("cleo"), true);
        _assertCleo(cleo, false);
        vm.prank(ada);
        token.authorizeOperatorByPartition(PARTITION, cleo);
        _assertCleo(cleo, false);
    }

    function test_WhenAskedByTheNamesOfOEP506_ItShouldTellPauseAndDisapprovalInTheStatus() external {
        assertEq(_oep.getTokenStatus(), 0);
        vm.startPrank(owner);
        token.setLegalApproval(false);
        assertEq(_oep.getTokenStatus(), _oep.STATUS_DISAPPROVED());
        issuer.setGlobalRestriction(true);
        assertEq(_oep.getTokenStatus(), _oep.STATUS_DISAPPROVED() | _oep.STATUS_SUSPENDED());
        token.setLegalApproval(true);
        issuer.setGlobalRestriction(false);
        issuer.setTokenRestriction(address(token), true);
        assertEq(_oep.getTokenStatus(), _oep.STATUS_SUSPENDED());
    }

    function test_WhenAskedByTheNamesOfOEP506_ItShouldReadDocumentsAndFactsOfTheDossier() external {
        vm.startPrank(owner);
        _dossier.setDocument(address(token), "PROSPECTUS", "ipfs://prospectus", keccak256("prospectus"));
        _dossier.setFact(address(token), "MARKET", "OTC");
        vm.stopPrank();

        Oep506Lens.DocInfo memory info = _oep.getDocument("PROSPECTUS");
        assertEq(info.uri, "ipfs://prospectus");
        assertEq(info.hash, keccak256("prospectus"));
        assertEq(info.validTime, START);
        assertEq(_oep.getExtraTokenInfo("MARKET"), "OTC");
        assertEq(_oep.getExtraTokenInfo("RATING"), "");
    }

    function test_WhenAskedByTheNamesOfOEP506_ItShouldReadWhatTheDossierStatesOfATranche() external {
        vm.prank(owner);
        _dossier.setPartitionFact(address(token), PARTITION, "DIVIDEND_RATE", "2.5 %");
        assertEq(_oep.getTrancheExtraMeta(TRANCHE, "DIVIDEND_RATE"), "2.5 %");
        assertEq(_oep.getTrancheExtraMeta(TRANCHE, "CALLABLE"), "");
        assertEq(_oep.getTrancheExtraMeta(0, "DIVIDEND_RATE"), "");
    }

    function test_RevertWhen_AskedByTheNamesOfOEP506_WhenTheDocumentDoesNotExist() external {
        vm.expectRevert(abi.encodeWithSelector(Oep506Lens.Oep506Lens_UnknownDocument.selector, "TERMS"));
        _oep.getDocument("TERMS");
    }

    function test_RevertWhen_AskedByTheNamesOfOEP506_WhenTheNameIsTooLongForAKey() external {
        string memory name = "abcdefghijklmnopqrstuvwxyz012345";
        vm.expectRevert(abi.encodeWithSelector(Oep506Lens.Oep506Lens_NameTooLong.selector, name));
        _oep.getExtraTokenInfo(name);
    }

    function test_WhenAskedByTheNamesOfOEP506_ItShouldTellWhoseAnAccountIsAndWhoHoldsItsKey() external {
        _assertAccount(stranger, NOBODY, NOBODY);
        _assertAccount(adaToo, adaId, adaId);
        _attestHolder(InvestorId.unwrap(benId));
        _assertAccount(adaToo, adaId, benId);
        // No investor has such an id, whatever its lower bits.
        _attestHolder(uint256(1) << 32 | InvestorId.unwrap(benId));
        _assertAccount(adaToo, adaId, NOBODY);
        vm.warp(START + 10);
        _assertAccount(adaToo, adaId, adaId);
    }

    function test_WhenAskedByTheNamesOfOEP506_ItShouldTellClaimsAndWhetherTheyAreValid() external {
        assertFalse(_oep.isValidClaim(adaId, "Qualified_Investor", OWNER));
        _attest(Attestation(subjectOfInvestor(adaId), ROLE, START + 10, keccak256("evidence")));

        Oep506Lens.ClaimInfo memory info = _oep.getClaimInfo(adaId, "Qualified_Investor", OWNER);
        assertEq(info.claimAttestTime, START);
        assertEq(info.claimExpireTime, START + 10);
        assertTrue(info.claimAttester == OWNER);
        assertEq(info.extraClaimInfo, keccak256("evidence"));
        assertTrue(_oep.isValidClaim(adaId, "Qualified_Investor", OWNER));
        vm.warp(START + 10);
        assertFalse(_oep.isValidClaim(adaId, "Qualified_Investor", OWNER));
    }

    function test_WhenAskedByTheNamesOfOEP506_ItShouldTellSuspensionsWithOperatorAndMemo() external {
        vm.startPrank(owner);
        registrar.setAccountSuspension(_one(ada), true, "court order 5");
        registrar.setInvestorSuspension(_ids(benId), true, "sanction");
        vm.stopPrank();

        (bool yes, AuthorityId operator, string memory memo) = _oep.getAddressSuspendStatus(ada);
        assertTrue(yes && operator == OWNER);
        assertEq(memo, "court order 5");
        (yes,,) = _oep.getAddressSuspendStatus(adaToo);
        assertFalse(yes);
        (yes, operator, memo) = _oep.getOntIdSuspendStatus(benId);
        assertTrue(yes && operator == OWNER);
        assertEq(memo, "sanction");
    }

    function _assertCleo(address cleo, bool may) private {
        vm.startPrank(cleo);
        assertEq(_oep.canTransfer(ada, ben, 12), may);
        assertEq(_oep.canTransfer(ada, TRANCHE, ben, TRANCHE, 30), may);
        assertEq(_oep.canTransfer(ada, TRANCHE, ben, 0, 30), may);
        vm.stopPrank();
    }

    function _open() private {
        vm.prank(owner);
        token.setPartition(PARTITION, 0, "Seed round");
    }

    function _attest(Attestation memory attestation) private {
        Attestation[] memory one = new Attestation[](1);
        one[0] = attestation;
        Topic[] memory topics = new Topic[](1);
        topics[0] = attestation.topic;
        vm.startPrank(owner);
        _claims.setAuthorityTopics(OWNER, topics, true);
        _claims.attestClaims(one);
        vm.stopPrank();
    }

    function _assertTranche(uint64 tranche, string memory description, uint256 supply, uint64 lockUntil) private view {
        (string memory actual, uint256 actualSupply, uint64 actualLock) = _oep.getTrancheInfo(tranche);
        assertEq(actual, description);
        assertEq(actualSupply, supply);
        assertEq(actualLock, lockUntil);
    }

    /// @dev Who holds the key of adaToo, as the owner attests it.
    function _attestHolder(uint256 id) private {
        _attest(Attestation(subjectOfAccount(adaToo), KEY_HOLDER, START + 10, bytes32(id)));
    }

    function _assertAccount(address account, InvestorId id, InvestorId holder) private view {
        (InvestorId ontId, uint256 pubKeyId, InvestorId keyOwner) = _oep.getAddrToOntId(account);
        assertTrue(ontId == id && keyOwner == holder);
        assertEq(pubKeyId, uint160(account));
    }
}
