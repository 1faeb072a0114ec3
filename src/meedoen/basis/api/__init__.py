"""What every API of Meedoen shares: errors in one shape, paging, names in camelCase, the version header."""
