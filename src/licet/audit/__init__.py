"""Somebody's base: dossier → facts → grounds → heads → report. Files only."""
