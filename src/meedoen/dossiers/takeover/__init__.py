"""Taking over a municipality's existing caseload from a file: read, recognise, check, write once."""
