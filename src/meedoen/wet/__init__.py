"""The law as data: calendar, terms and rules for a PIP. Pure Python and Polars, no Django, no files."""
