# Read by the build scripts of ports, `build SDK DIR [STAMP]`, with their arguments. Sets
#   here  the port's folder          sdk   the SDK           name  the port's name
#   out   DIR                        work  a folder of its own in DIR, for what is built on the way
# and ends the script if DIR/NAME.wasm was made of the same inputs. The script's last command is `finish`.

[ $# -ge 2 ] || { echo "usage: build SDK DIR [STAMP]" >&2; exit 1; }
here=$(cd "$(dirname "$0")" && pwd)
name=$(basename "$here")
sdk=$(cd "$1" && pwd)
stamp=${3:+$(realpath -m "$3")}
mkdir -p "$2"
out=$(cd "$2" && pwd)
work=$out/$name-work

digest=$(find "$here" "$here/../port.sh" "$sdk/inputs.sha256" "$sdk/bin/walicc" -type f ! -name README.md |
  LC_ALL=C sort | xargs cat | sha256sum)
if [ -f "$out/$name.wasm" ] && [ "$(cat "$work/digest" 2>/dev/null)" = "$digest" ]; then
  [ -z "$stamp" ] || touch "$stamp"
  exit 0
fi
mkdir -p "$work"
rm -f "$work/digest"

# fetch PACKAGE: unpacks Debian's source package into $work/source and applies the port's patches. The scripts that
# autoconf and automake made are kept, although Debian changes what they are made from.
fetch() {
  "$here/../../wali/sdk/fetch-source" "$1" "$work/source"
  for change in "$here"/*.patch; do
    [ ! -f "$change" ] || patch -d "$work/source" -p1 -s <"$change"
  done
  for generated in aclocal.m4 configure config.h.in Makefile.in src/Makefile.in; do
    [ ! -f "$work/source/$generated" ] || touch "$work/source/$generated"
  done
}

# logged COMMAND...: shows the end of the command's output if it fails.
logged() {
  "$@" >>"$work/build.log" 2>&1 || {
    tail -n 30 "$work/build.log" >&2
    echo "$name does not build: see $work/build.log" >&2
    exit 1
  }
}

# finish FILE: the module is made.
finish() {
  cp "$1" "$out/$name.wasm.new"
  mv "$out/$name.wasm.new" "$out/$name.wasm"
  echo "$digest" >"$work/digest"
  [ -z "$stamp" ] || touch "$stamp"
}
