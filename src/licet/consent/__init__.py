"""What was said: consent per purpose, channel and named beneficiary, derived from events.

- ``status``   the state of a consent: every pair of state and event has its answer
- ``record``   given, refused, withdrawn; the maintained rows; any past state rebuilt
- ``rows``     the maintained rows, by named queries
- ``receipt``  what the person is given to keep
"""
