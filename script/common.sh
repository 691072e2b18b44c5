# SPDX-License-Identifier: EUPL-1.2
# shellcheck shell=bash
# For script/demo and script/test: runs in the source tree's top directory.

say() {
	printf '%s\n' "$*"
}

die() {
	printf '%s: %s\n' "${0##*/}" "$*" >&2
	exit 1
}

as_root() {
	if [ "$(id -u)" -eq 0 ]; then
		"$@"
	else
		sudo -- "$@"
	fi
}

# Makes ./configure where it is missing or older than what it comes from;
# demo and test may run at the same time.
make_configure() {
	local outdated=missing
	mkdir -p _build
	exec 9>_build/autoreconf.lock
	flock 9
	if [ -x configure ] && [ -e Makefile.in ]; then
		outdated=$(find . -path ./_build -prune -o \( \
		    -name configure.ac -o -name Makefile.am -o \
		    -name sources.mk \) -newer Makefile.in -print)
	fi
	[ -z "$outdated" ] || autoreconf --force --install || return
	exec 9>&-
}

# configure_in DIRECTORY OPTION...: nothing when it was done with the same.
configure_in() {
	local directory=$1
	shift
	mkdir -p "$directory"
	if [ -e "$directory/Makefile" ] &&
	    [ "$(cat "$directory/configured-with" 2>/dev/null)" = "$*" ]; then
		return
	fi
	(cd "$directory" && ../../configure --prefix=/usr --sysconfdir=/etc \
	    --localstatedir=/var "$@") || return
	printf '%s\n' "$*" >"$directory/configured-with"
}

# last_lines FILE COUNT: for showing why a step failed.
last_lines() {
	say "--- the last lines of $1"
	tail -n "$2" "$1"
	say "---"
}
