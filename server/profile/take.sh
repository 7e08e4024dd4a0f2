#!/bin/sh
# The same for `make profile`: makes a program that counts what it runs, into the folder COUNTS.
exec "$@" "-Cprofile-generate=$COUNTS"
