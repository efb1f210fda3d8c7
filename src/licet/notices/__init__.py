"""What was shown: forms, notices and partner lists, every version with its exact bytes.

- ``form``     a form as it is described; ``render``: the bytes of its page
- ``judge``    the law asked about a form before anybody sees it; ``built``: what is known of it by construction
- ``publish``  published, refused, overridden by a second person
- ``notice``   information for people whose data come from elsewhere; ``partners``: who is named to them
- ``shown``    whatever people were shown, by its digest
"""
