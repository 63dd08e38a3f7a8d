// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IDossier} from "../../../../src/interfaces/IDossier.sol";
import {DossierBase} from "../../../utils/DossierBase.sol";

contract AnnounceTest is DossierBase {
    function _guarded() internal view override returns (address, bytes memory) {
        return (address(dossier), abi.encodeCall(dossier.announce, (_notice())));
    }

    function _isDone() internal view override returns (bool) {
        return dossier.announcementCount() == 1;
    }

    function test_RevertGiven_TheDossierWasDetached() external {
        _detachDossier();
        _expectNotAttached(dossier);
        _announce(_notice());
    }

    function test_RevertWhen_TheTokenIsNoToken() external {
        IDossier.Notice memory notice = _notice();
        notice.token = stranger;
        _expectUnknown(stranger);
        _announce(notice);
    }

    function test_RevertWhen_TheKindIsZero() external {
        IDossier.Notice memory notice = _notice();
        notice.kind = 0;
        vm.expectRevert(IDossier.Dossier_EmptyName.selector);
        _announce(notice);
    }

    function test_RevertWhen_TheHashOfTheTitleIsZero() external {
        IDossier.Notice memory notice = _notice();
        notice.titleHash = 0;
        vm.expectRevert(IDossier.Dossier_EmptyHash.selector);
        _announce(notice);
    }

    function test_RevertWhen_TheHashOfTheContentIsZero() external {
        IDossier.Notice memory notice = _notice();
        notice.contentHash = 0;
        vm.expectRevert(IDossier.Dossier_EmptyHash.selector);
        _announce(notice);
    }

    function test_RevertWhen_TheUriIsEmptyOrLongerThan2048Bytes() external {
        IDossier.Notice memory notice = _notice();
        notice.uri = "";
        _expectLength(0, 1, 2048);
        _announce(notice);
        notice.uri = string(new bytes(2049));
        _expectLength(2049, 1, 2048);
        _announce(notice);
    }

    function test_WhenItWithdrawsNothing_ItShouldPublishItUnderTheNextNumber() external {
        _announce(_notice());
        IDossier.Notice memory notice = _notice();
        notice.titleHash = keccak256("second title");
        skip(1 days);
        vm.expectEmit(address(dossier));
        emit IDossier.AnnouncementPublished(2, address(token), "DIVIDEND", notice);
        vm.prank(owner);
        assertTrue(dossier.announce(notice));

        assertEq(dossier.announcementCount(), 2);
        _assertAnnouncement(1, _notice(), START, 0);
        _assertAnnouncement(2, notice, START + 1 days, 0);
        IDossier.Notice memory none;
        _assertAnnouncement(3, none, 0, 0);
    }

    function test_WhenItIsAboutTheIssuerItself_ItShouldPublishIt() external {
        IDossier.Notice memory notice = _notice();
        notice.token = ITSELF;
        _announce(notice);
        _assertAnnouncement(1, notice, START, 0);
    }

    function test_RevertWhen_ItWithdrawsAnAnnouncement_GivenThereIsNoSuchAnnouncement() external {
        _announce(_notice());
        vm.expectRevert(abi.encodeWithSelector(IDossier.Dossier_UnknownAnnouncement.selector, 3));
        _announce(_withdrawal(3));
    }

    function test_RevertWhen_ItWithdrawsAnAnnouncement_GivenThatIsItsOwnNumber() external {
        IDossier.Notice memory notice = _withdrawal(1);
        // No announcement has a token yet: only the number can tell.
        notice.token = ITSELF;
        vm.expectRevert(abi.encodeWithSelector(IDossier.Dossier_UnknownAnnouncement.selector, 1));
        _announce(notice);
    }

    function test_RevertWhen_ItWithdrawsAnAnnouncement_GivenThatIsAboutAnotherToken() external {
        _announce(_notice());
        IDossier.Notice memory notice = _withdrawal(1);
        notice.token = ITSELF;
        vm.expectRevert(abi.encodeWithSelector(IDossier.Dossier_OtherToken.selector, 1, address(token)));
        _announce(notice);
    }

    function test_RevertWhen_ItWithdrawsAnAnnouncement_GivenThatWasWithdrawnBefore() external {
        _announce(_notice());
        _announce(_withdrawal(1));
        vm.expectRevert(abi.encodeWithSelector(IDossier.Dossier_AlreadyWithdrawn.selector, 1, 2));
        _announce(_withdrawal(1));
    }

    function test_WhenItWithdrawsAnAnnouncement_GivenThatWithdrewAnother_ItShouldLeaveTheOtherWithdrawn() external {
        _announce(_notice());
        _announce(_withdrawal(1));
        _announce(_withdrawal(2));
        _assertAnnouncement(1, _notice(), START, 2);
        _assertAnnouncement(2, _withdrawal(1), START, 3);
    }

    function test_WhenItWithdrawsAnAnnouncement_GivenThatStands_ItShouldMarkItAndChangeNothingElseOfIt() external {
        _announce(_notice());
        skip(1 days);
        _announce(_withdrawal(1));
        _assertAnnouncement(1, _notice(), START, 2);
        _assertAnnouncement(2, _withdrawal(1), START + 1 days, 0);
        assertEq(dossier.announcementCount(), 2);
    }

    function _assertAnnouncement(uint256 number, IDossier.Notice memory notice, uint40 publishedAt, uint64 withdrawnBy)
        private
        view
    {
        bytes memory expected = abi.encode(IDossier.Announcement(notice, publishedAt, withdrawnBy));
        assertEq(abi.encode(dossier.getAnnouncement(number)), expected);
    }
}
