#!/bin/sh
# Hot reload: the Python server watches effects and server code, Vite the pages and passes
# everything else on to it. Ctrl-C, or the end of either, ends both.
set -eu

port=${PORT:-8080}
export PORT="$port" KINDLENS_SERVER="http://localhost:$port"

echo "Pages with hot reload are at the address that Vite names; the one on port $port shows the last build."
python -m server dev &
server=$!
(cd web && exec node node_modules/vite/bin/vite.js --clearScreen false) &
pages=$!

stop() {
    trap - INT TERM
    # TERM, since a shell starts what runs in the background with Ctrl-C ignored.
    kill -TERM "$server" "$pages" 2>/dev/null || true
    wait "$server" "$pages" 2>/dev/null || true
    exit "$1"
}
trap 'stop 0' INT TERM

# POSIX sh cannot wait for whichever ends first.
while kill -0 "$server" 2>/dev/null && kill -0 "$pages" 2>/dev/null; do
    sleep 1
done
stop 1
