#!/usr/bin/env bash
# arrange.sh PROGRAM ARRANGED FOLDER COMMAND...
#
# Writes PROGRAM again as ARRANGED, with what runs together on a busy day standing together
# (docs/decisions/0049-arranged-by-a-busy-day.md). BOLT makes a copy that counts what it runs in
# FOLDER, COMMAND asks that copy (its path is put last) for a busy day, and BOLT puts functions and
# branches in order. Where BOLT is not or does not manage, ARRANGED is PROGRAM as it is, and a line
# says so; nothing half-written is left.
set -euo pipefail
program=$1 arranged=$2 folder=$3
shift 3

# Later ones take a name of tantivy's, `reader..warming`, for a part of a function that is not there.
bolt=$(ls /usr/lib/llvm-{16,17,15}/bin/llvm-bolt 2>/dev/null | head -n 1) || true
mkdir -p "$folder"
trap 'rm -f "$folder"/counting "$folder"/counts "$folder"/arranged' EXIT

# ring's machine code is written by hand and checked for taking the same time whatever it works on.
bolt() { "$bolt" "$@" -skip-funcs='ring_core.*' >>"$folder/bolt.log" 2>&1; }

arrange() {
  : >"$folder/bolt.log"
  bolt "$program" -instrument -instrumentation-file="$PWD/$folder/counts" -o "$folder/counting" || return
  "$@" "$folder/counting" || return
  bolt "$program" -data="$folder/counts" -reorder-blocks=ext-tsp -reorder-functions=hfsort+ \
    -split-functions -split-all-cold -split-eh -o "$folder/arranged" || return
  "$folder/arranged" --version >/dev/null
}

if [ -z "$bolt" ]; then
  echo "BOLT (Debian's package bolt-16, bolt-17 or bolt-15) is not here: the program is left as the compiler made it, which serves a tenth to a quarter fewer pages"
elif arrange "$@"; then
  chmod 755 "$folder/arranged"
  mv "$folder/arranged" "$arranged"
  exit
else
  echo "BOLT did not manage ($folder/bolt.log says why): the program is left as the compiler made it, which serves a tenth to a quarter fewer pages"
fi
cp --remove-destination "$program" "$arranged"
