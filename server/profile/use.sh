#!/bin/sh
# Called by cargo with rustc and its arguments, for our own crates alone: compiles them by what
# searches.profdata says of a busy day (docs/decisions/0047-compiled-by-a-profile.md).
exec "$@" "-Cprofile-use=$(cd "$(dirname "$0")" && pwd)/searches.profdata"
