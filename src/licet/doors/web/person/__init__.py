"""For the person: links that need no login, the preference centre behind them, the one click that stops everything.

- ``links``      what a link carries, and how it is checked (specs/link.md)
- ``centre``     what is held, from where, on what basis; withdraw, object, ask for one's rights, take the receipt
- ``one_click``  RFC 8058: a post that stops, a page that changes nothing
- ``asked_for``  a link mailed on request, with the same answer whether or not the address is known
"""
