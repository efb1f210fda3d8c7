"""What a mail says: campaigns as sent, one file or a store of them.

Beside the readers of pages and contracts. It takes a mail apart without trusting it and hands sightings to the audit;
the bounces and complaints that come back are read next door, in ``complaints``.
"""

from licet.reading.mails.compare import Comparison
from licet.reading.mails.mail import MailReading, compare_mails, read_mail, read_mails
from licet.reading.mails.mailboxes import Stack

__all__ = ["Comparison", "MailReading", "Stack", "compare_mails", "read_mail", "read_mails"]
