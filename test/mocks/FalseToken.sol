// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @title FalseToken
/// @notice Answers a transfer as it is told to, whether that is so or not.
contract FalseToken is ERC20("False", "FALSE") {
    enum Answer {
        Honest,
        FalseAndStays,
        FalseAndMoves,
        TrueAndStays,
        TrueAndMovesHalf,
        NothingAndMoves,
        Bomb
    }

    Answer public answer;

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function setAnswer(Answer answer_) external {
        answer = answer_;
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        return _answer(msg.sender, to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        _spendAllowance(from, msg.sender, amount);
        return _answer(from, to, amount);
    }

    function _answer(address from, address to, uint256 amount) private returns (bool) {
        if (answer == Answer.TrueAndMovesHalf) amount /= 2;
        if (answer != Answer.FalseAndStays && answer != Answer.TrueAndStays) _transfer(from, to, amount);
        if (answer == Answer.NothingAndMoves) _return(0);
        if (answer == Answer.Bomb) _return(100_000);
        return answer != Answer.FalseAndStays && answer != Answer.FalseAndMoves;
    }

    /// @dev The first word of the bomb is 1, as for an honest token.
    function _return(uint256 size) private pure {
        assembly ("memory-safe") {
            let start := mload(0x40)
            mstore(start, 1)
            return(start, size)
        }
    }
}
