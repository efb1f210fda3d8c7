"""What each engine does differently (read, parse a day, write), one small adapter each.

``licet.rules.engines.polars`` is the engine of the product; a second opinion on DuckDB lives with the tests.
"""
