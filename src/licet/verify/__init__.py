"""Check offline what a ledger of Licet claims, with nothing else of Licet: a regulator runs this room alone.

Copy the folder, then ``python verify FILE.zip --trust KEYS`` (Python 3.11, ``cryptography``, ``rfc3161-client``).
From the smallest thing to the largest:

- ``canonical``   the one way to write a segment as bytes (RFC 8785)
- ``entry``       an event as salted segments, their commitment, the 33 bytes that the log holds
- ``tree``        leaves and nodes, the right edge that grows, proofs verified (RFC 9162)
- ``tiles``       the tree as files (C2SP tlog-tiles), proofs cut from them
- ``note``        a signed text (C2SP signed-note); ``checkpoint``: the tree's head as such a text
- ``proof``       one event's proof (C2SP tlog-proof), and that a checkpoint only grew
- ``timestamp``   a third party's date on a checkpoint (RFC 3161)
- ``trust``       what the reader knows from elsewhere: the log's keys, the roots of time stamping
- ``chain``       nothing left out: the person's sequence, the daily map of heads
- ``container``   the zip, with one way to write it; ``evidence``: what stands in it; ``steps``: the numbered checks
- ``refusals``  what a valid file says of the time after an objection or a withdrawal
- ``report``      what was found, in French and English; ``command``: the command line

The formats are written down in ``specs/``. Modules import each other relatively, since the folder runs under any name.
"""
