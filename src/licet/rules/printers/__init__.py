"""The printers: one formula written as Python, as SQL, or as narwhals expressions."""
