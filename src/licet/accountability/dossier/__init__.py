"""The running system written out as a dossier: what an inspector would ask of one controller's prospects on one channel.

- ``export``    the folder: ``dossier.yaml``, ``people.csv``; the act that says it was made
- ``prospects`` the people, each with what the log proves of them
- ``tables``    forms, suppliers, the suppression list, requests: what the house knows of its own workings
- ``not_built`` what Licet does not do yet, and an audit of the dossier therefore leaves undetermined
"""
