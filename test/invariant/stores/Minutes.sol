// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice Who sits where, who has approved what, and what has run: the minutes of two boards, kept by names in lists.
contract Minutes {
    struct Board {
        address[] members;
        uint16 threshold;
        uint40 until;
        uint32 epoch;
        bool permitted;
    }

    /// @dev Approvals of one call in one epoch of its board.
    struct Motion {
        uint32 board;
        uint32 epoch;
        uint40 expiresAt;
        address[] approved;
        address[] withdrawn;
    }

    mapping(uint32 board => Board) private _boards;
    mapping(bytes32 callHash => Motion) private _motions;
    mapping(uint32 board => mapping(bytes32 salt => bool)) public isClosed;
    mapping(uint256 item => uint256) public times;

    /* -------------------------------------------------- boards ---------------------------------------------- */

    function seat(uint32 board, address[] calldata members, uint16 threshold) external {
        (_boards[board].members, _boards[board].threshold) = (members, threshold);
        ++_boards[board].epoch;
    }

    function beginEpoch(uint32 board) external {
        ++_boards[board].epoch;
    }

    function setUntil(uint32 board, uint40 until) external {
        _boards[board].until = until;
    }

    function setPermitted(uint32 board, bool permitted) external {
        _boards[board].permitted = permitted;
    }

    function boardOf(uint32 board) external view returns (Board memory) {
        return _boards[board];
    }

    function isMember(uint32 board, address account) public view returns (bool) {
        return _contains(_boards[board].members, account);
    }

    function mayAct(uint32 board) external view returns (bool) {
        return _boards[board].until >= block.timestamp;
    }

    /* ------------------------------------------------- approvals --------------------------------------------- */

    function motion(uint32 board, bytes32 callHash) public view returns (Motion memory m) {
        m = _motions[callHash];
        if (m.epoch == _boards[board].epoch && m.expiresAt >= block.timestamp) return m;
        return Motion(board, _boards[board].epoch, 0, new address[](0), new address[](0));
    }

    function hasApproved(uint32 board, bytes32 callHash, address account) public view returns (bool) {
        return _contains(motion(board, callHash).approved, account);
    }

    function hasWithdrawn(uint32 board, bytes32 callHash, address account) public view returns (bool) {
        return _contains(motion(board, callHash).withdrawn, account);
    }

    function approve(uint32 board, bytes32 callHash, address account, uint40 expiresAt) external {
        _motions[callHash] = motion(board, callHash);
        Motion storage m = _motions[callHash];
        if (m.approved.length == 0) m.expiresAt = expiresAt;
        m.approved.push(account);
    }

    function withdraw(uint32 board, bytes32 callHash, address account, uint40 expiresAt) external {
        _motions[callHash] = motion(board, callHash);
        Motion storage m = _motions[callHash];
        if (m.approved.length == 0) m.expiresAt = expiresAt;
        if (!_contains(m.withdrawn, account)) m.withdrawn.push(account);
        for (uint256 i; i < m.approved.length; ++i) {
            if (m.approved[i] != account) continue;
            m.approved[i] = m.approved[m.approved.length - 1];
            m.approved.pop();
        }
    }

    function settle(bytes32 callHash) external {
        delete _motions[callHash];
    }

    function close(uint32 board, bytes32 salt) external {
        require(!isClosed[board][salt], "I43: a salt was used twice");
        isClosed[board][salt] = true;
    }

    function run(uint256 item) external {
        ++times[item];
    }

    function _contains(address[] memory list, address account) private pure returns (bool) {
        for (uint256 i; i < list.length; ++i) {
            if (list[i] == account) return true;
        }
        return false;
    }
}
