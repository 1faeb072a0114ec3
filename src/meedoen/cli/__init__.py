"""The roof: the command `./meedoen` and all that it starts."""
