"""The ways in. Here alone rooms are wired together, and errors become words and exit codes."""
