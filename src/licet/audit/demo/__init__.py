"""Bases made up after published facts, to see the audit at work: synthetic people, reserved domains, fictional numbers."""
