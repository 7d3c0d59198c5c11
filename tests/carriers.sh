#!/usr/bin/env bash
# Three desks that never share a folder agree all the same, whatever carries their files: rsync
# between two folders, rclone to a WebDAV server and to an SFTP server on the loopback.
#
# Each desk syncs with a folder of its own. What it published goes to where all meet, what the others
# published comes from there; it does not matter who comes first or what is cut short.
#
#   tests/carriers.sh [PROGRAM]     PROGRAM is target/debug/salesdesk unless told
#
# Needs rsync and rclone; says so and ends well where they are missing.
set -euo pipefail
cd "$(dirname "$0")/.."
program=$(realpath "${1:-target/debug/salesdesk}")
for needed in rsync rclone; do
    command -v "$needed" >/dev/null || { echo "skipped: no $needed"; exit 0; }
done

room=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$room"' EXIT
export RCLONE_CONFIG="$room/rclone.conf" RCLONE_RETRIES=3 RCLONE_LOG_LEVEL=ERROR XDG_STATE_HOME="$room/state" XDG_CONFIG_HOME="$room/config"
unset SALESDESK_DB
touch "$RCLONE_CONFIG"
desks=(ann bob carol)

desk() { local who=$1; shift; "$program" --no-input --db "$room/$who/book.db" "$@"; }
digest() { desk "$1" digest; }

# A free port of the loopback.
port() { local port; while port=$((20000 + RANDOM % 20000)); (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done; echo "$port"; }

# Starts a server of the folder all meet in, and waits until it answers.
serve() {
    local what=$1 at=$2; shift 2
    rclone serve "$what" "$room/meet" --addr "127.0.0.1:$at" "$@" >"$room/serve.log" 2>&1 &
    server=$!
    for _ in $(seq 100); do
        (exec 3<>"/dev/tcp/127.0.0.1/$at") 2>/dev/null && return
        sleep 0.1
    done
    echo "the server did not start:"; cat "$room/serve.log"; exit 1
}

# A folder has one writer: a desk sends only its own, and takes everybody else's.
origin() { desk "$1" doctor --json | grep -o '"origin":"[0-9a-f]*' | cut -d'"' -f4; }
there() { carry "$room/$1/place" "$meet" "salesdesk-v1/o/$(origin "$1")"; }
back() {
    carry "$meet" "$room/$1/place" salesdesk-v1 --exclude "/o/$(origin "$1")/**" --exclude "/o/$(origin "$1")/"
}

by_rsync() {
    meet=$room/meet
    carry() { local from=$1 to=$2 what=$3; shift 3; mkdir -p "$to/$what"; rsync -a "$@" "$from/$what/" "$to/$what/"; }
}

by_rclone() {
    meet=$1
    carry() { local from=$1 to=$2 what=$3; shift 3; rclone copy "$@" "$from/$what" "$to/$what"; }
}

# Everybody takes what is there, syncs and sends.
round() {
    local who
    for who in "${desks[@]}"; do
        back "$who"
        desk "$who" sync "$room/$who/place" --quiet >/dev/null || [ $? -eq 4 ]
        there "$who"
    done
}

# Desks with a team in common, and each with work of its own.
begin() {
    local who
    rm -rf "$room"/{meet,ann,bob,carol,state}
    mkdir -p "$room/meet" "$room/config"
    for who in "${desks[@]}"; do
        mkdir -p "$room/$who/place"
        chmod 700 "$room/$who"
        desk "$who" add "$who 田中" --phone "03-1234-$((RANDOM % 9000 + 1000))" --quiet >/dev/null
    done
    desk ann sync "$room/ann/place" --init --quiet >/dev/null
    carry "$room/ann/place" "$meet" salesdesk-v1
}

same() {
    local what=$1 customers=$2 first who
    first=$(digest ann)
    for who in "${desks[@]}"; do
        [ "$(digest "$who")" = "$first" ] || { echo "$what: $who differs from ann"; exit 1; }
        [ "$(desk "$who" find --limit 100 --json | grep -o '"id"' | wc -l)" -eq "$customers" ] || { echo "$what: $who lacks customers"; exit 1; }
    done
    echo "$what: ${#desks[@]} desks, one digest ${first:0:12}"
}

# Desks meet; then one of bob's files comes to carol cut short, and is made good.
try() {
    local who cut
    begin
    round
    for who in "${desks[@]}"; do desk "$who" add "$who 鈴木" --quiet >/dev/null; done
    desk bob sync "$room/bob/place" --quiet >/dev/null
    there bob
    back carol
    cut=$(ls "$room/carol/place/salesdesk-v1/o/$(origin bob)"/*.sds | tail -1)
    truncate -s 40 "$cut"
    desk carol sync "$room/carol/place" --json | grep -q '"incomplete":1' || { echo "$1: a cut file was not noticed"; exit 1; }
    round
    round
    same "$1" 6
}

by_rsync
try "rsync between folders"

at=$(port)
mkdir -p "$room/meet"
serve webdav "$at"
by_rclone ":webdav,url='http://127.0.0.1:$at':"
try "rclone to WebDAV"
kill "$server"; wait "$server" 2>/dev/null || true

at=$(port)
mkdir -p "$room/meet"
serve sftp "$at" --user desk --pass word
by_rclone ":sftp,host=127.0.0.1,port=$at,user=desk,pass=$(rclone obscure word):"
try "rclone to SFTP"
