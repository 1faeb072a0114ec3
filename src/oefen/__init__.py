"""A DUO (and a BRP) to practise with: a program of its own that behaves over HTTP as theirs are described.

For demo and test only; it holds no real data. It imports nothing of Meedoen and is written from DUO's
texts alone, so that it does not share our mistakes. See docs/oefenen.md.
"""
