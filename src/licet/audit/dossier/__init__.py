"""The dossier: what an inspector would ask for, loaded, described and checked."""
