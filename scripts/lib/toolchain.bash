# What building needs: sourced by the scripts beside it, which set `root` to the repository.

readonly swift_minimum=6.2

say() { printf '%s\n' "lostwrite: $*" >&2; }
fail() { printf '%s\n' "lostwrite: error: $*" >&2; exit 2; }

has_command() { command -v "$1" >/dev/null 2>&1; }
has_library() { has_command pkg-config && pkg-config --exists "$1"; }

# Debian's own Python counts as well as the first one in PATH.
has_python_module() {
  local python
  for python in python3 /usr/bin/python3; do
    has_command "$python" && "$python" -c "import $1" 2>/dev/null && return 0
  done
  return 1
}

# Prints the Debian packages that are missing. With "tests" as argument, those that only the tests need as well.
missing_packages() {
  has_command pkg-config || echo pkg-config
  has_command g++ || echo g++
  has_library sqlite3 || echo libsqlite3-dev
  has_library libpcre2-8 || echo libpcre2-dev
  has_library simdjson || echo libsimdjson-dev
  has_library yaml-0.1 || echo libyaml-dev
  has_library libarchive || echo libarchive-dev
  has_library zlib || echo zlib1g-dev
  has_library libcrypto || echo libssl-dev
  has_library libcurl || echo libcurl4-openssl-dev
  has_library libutf8proc || echo libutf8proc-dev
  has_library libedit || echo libedit-dev
  if [[ ${1-} == tests ]]; then
    has_command sqlite3 || echo sqlite3
    has_command python3 || echo python3
    has_command chromium || echo chromium
    has_command chromedriver || echo chromium-driver
    has_python_module jsonschema || echo python3-jsonschema
    has_python_module pip || echo python3-pip
    has_python_module ensurepip || echo python3-venv
    has_command xmllint || echo libxml2-utils
    has_command systemd-analyze || echo systemd
    has_command cmark-gfm || echo cmark-gfm
    has_command less || echo less
    has_command mandoc || echo mandoc
    has_command zsh || echo zsh
    has_command fish || echo fish
  fi
}

# Installs the C libraries that are missing; asks nothing and downloads nothing when all are there.
ensure_libraries() {
  local packages
  mapfile -t packages < <(missing_packages "$@")
  ((${#packages[@]})) || return 0
  has_command apt-get || fail "these libraries are missing: ${packages[*]} (Debian's names); install them and try again"
  local as_root=()
  if ((EUID != 0)); then
    has_command sudo || fail "packages are missing; as root, run: apt-get install ${packages[*]}"
    as_root=(sudo)
  fi
  say "installing ${packages[*]}"
  # A package index that is partly out of reach is no reason to stop: the install tells what is really missing.
  "${as_root[@]}" apt-get update -qq >&2 || say "apt-get update failed; trying with the index that is there"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" \
    >&2 </dev/null || fail "apt-get could not install: ${packages[*]}"
  mapfile -t packages < <(missing_packages "$@")
  ((${#packages[@]} == 0)) || fail "still missing after apt-get install: ${packages[*]}"
}

ensure_swift() {
  local help="install Swift $swift_minimum or later: https://www.swift.org/install/"
  has_command swift || fail "swift is not in PATH; $help"
  local version
  version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9][0-9.]*\).*/\1/p' | head -n 1)
  [[ -n $version ]] || fail "'swift --version' tells no version; $help"
  [[ $(printf '%s\n' "$swift_minimum" "$version" | sort -V | head -n 1) == "$swift_minimum" ]] ||
    fail "Swift $version is too old; $help"
}

# Builds the release binary where something changed since the last build; sets `binary` to it.
# Everything goes to stderr: stdout belongs to lostwrite's report.
build_release() {
  binary=$root/.build/release/lostwrite
  local stamp=$root/.build/lostwrite-release.stamp
  if [[ -x $binary && -f $stamp ]]; then
    [[ -n $(find "$root/Package.swift" "$root/Sources" -newer "$stamp" -print -quit) ]] || return 0
  fi
  ensure_libraries
  ensure_swift
  local flags=(-c release --explicit-target-dependency-import-check error --product lostwrite)
  # With Swift's own libraries inside, the binary starts faster and runs where Swift is not installed.
  if has_static_swift; then flags+=(--static-swift-stdlib); fi
  say "building; the first time takes some minutes"
  mkdir -p "$root/.build"
  # Stamped with the start of the build, so that an edit during the build is not overlooked.
  touch "$stamp.new"
  swift build --package-path "$root" "${flags[@]}" >&2 </dev/null || fail "the build failed; its messages are above"
  mv "$stamp.new" "$stamp"
}

has_static_swift() {
  local compiler
  compiler=$(readlink -f "$(command -v swift)")
  [[ $(uname) == Linux && -d $(dirname "$compiler")/../lib/swift_static ]]
}
