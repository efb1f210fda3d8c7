"""What was shown: forms and partner lists, every version with its exact bytes.

- ``form``     a form as it is described; ``render``: the bytes of its page
- ``judge``    the law asked about a form before anybody sees it
- ``publish``  published, refused, overridden by a second person
"""
