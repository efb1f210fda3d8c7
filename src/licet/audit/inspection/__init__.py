"""The rehearsal of an inspection: what an inspector would ask of this base, in which order, and who would answer.

Built from the gaps of a dossier and from the questions that an audit leaves open. Nothing is charged here, and nothing
of a person stands in it: rows are numbers.
"""
