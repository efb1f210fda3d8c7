"""For the person: links that need no login, the preference centre behind them, the one click that stops everything.

- ``links``      what a link carries, and how it is checked (specs/link.md); ``behind``: what stands behind a good one
- ``centre``     what is held (``reading``, ``told``: in which words); withdraw, object, each followed by a page that says what was done
- ``rights``     ask for one's rights; ``papers``: the receipt, proofs, what was shown
- ``pages``      how they are made, quickly
- ``one_click``  RFC 8058: a post that stops, a page that changes nothing; ``objecting``: in force before the answer
- ``asked_for``  a link mailed on request, with the same answer whether or not the address is known
"""
