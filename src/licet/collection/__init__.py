"""The way in: nothing enters the base but with its proof, and nothing that enters undoes a refusal.

- ``suppliers``   the register of suppliers: contract, forms, dated checks; ``standing``: may its data be used
- ``imports``     a file in: previewed with its lawful reach, then every row accepted or quarantined, in small acts
- ``rows``        what a row must show; ``judging``: the verdict of the law on each; ``writing``, ``looking``: in the act
- ``quarantine``  rows that were refused: sealed, counted, erased on their own clock; batches withheld
- ``sampling``    rows drawn to be proved, and what the answers say of the whole batch
- ``forms``       what a person does on a served form: recorded with what the page showed; ``answering``: read and checked
- ``double_opt_in``  agreements confirmed by the owner of the address; ``mail``: the outbox; ``relay``: who takes its mails
- ``unconfirmed``  addresses that nobody confirmed, forgotten after a month
- ``deadlines``   until when the people of an import must have been informed (GDPR 14(3))
"""
