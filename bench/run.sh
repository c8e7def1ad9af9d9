#!/usr/bin/env bash
# Measures the published server beside a bare app and beside one transaction per message, and writes the tables of
# docs/performance.md. --quick checks that everything runs and writes nothing.
# "bench/run.sh telegram" (about eleven minutes) measures Telegram instead, "bench/run.sh web" (about fifteen) the web chat in
# Chromium and beside Microsoft's Web Chat; each writes its own tables only. The web chat's run needs chromium and npm, and "bench/run.sh web
# --only load|bytes|question|sockets|turns" asks one of its questions alone.
# "bench/run.sh validation" computes every figure of docs/validation.md from real answers (KOTANBOT_RESPONSES, default ../shared/data/responses) and from
# made-up surveys; --only promis|recovery|reference|tai|survey|speed asks for one part. The reference part needs Rscript (r-base-core).
# "bench/run.sh office" (about five minutes) measures what offices wait for in chat, with the whole country in one database.
# "bench/run.sh year" (about fifteen) makes a year of reports and questionnaires, at a quarter and whole, and measures a full Monday and the pages of
# the admin site.
# "bench/run.sh export" (about three minutes) measures the files of kotanbot export over 250,000 answers.
# KOTANBOT_BENCH_DATA: where the data goes, which decides whose disk is measured; default artifacts/bench.
# KOTANBOT_BENCH_SYNC_MS: makes every sync so many milliseconds slower (needs cc) and writes the table about slow disks instead.
set -euo pipefail
what=run
page=docs/performance.md
if [ "${1:-}" = telegram ] || [ "${1:-}" = web ] || [ "${1:-}" = office ] || [ "${1:-}" = year ] || [ "${1:-}" = export ] || [ "${1:-}" = validation ]; then
  what=$1
  shift
fi
cd "$(dirname "$0")/.."
out="$PWD/artifacts/bench"
mkdir -p "$out"
dotnet publish src/KotanBot -c Release -o "$out/server" --nologo -v quiet
dotnet build bench/KotanBot.Bench -c Release --nologo -v quiet
arguments=(--server "$out/server/KotanBot.dll" --data "${KOTANBOT_BENCH_DATA:-$out}")
if [ "$what" = validation ]; then
  page=docs/validation.md
  arguments+=(--responses "${KOTANBOT_RESPONSES:-../shared/data/responses}")
fi
if [ "${1:-}" = --quick ]; then
  arguments+=(--quick)
else
  arguments+=(--report "$page")
fi
if [ "$what" = run ] && [ -n "${KOTANBOT_BENCH_SYNC_MS:-}" ]; then
  cc -O2 -shared -fPIC -o "$out/slow-sync.so" bench/slow-sync.c -ldl
  arguments+=(--slow-sync)
  export LD_PRELOAD="$out/slow-sync.so"
fi
if [ "$what" = web ]; then
  clients=tests/clients/webchat
  webchat="$clients/node_modules/botframework-webchat/dist/webchat-minimal.js"
  [ -f "$webchat" ] || npm ci --prefix "$clients" --no-audit --no-fund --ignore-scripts
  arguments+=(--webchat "$PWD/$webchat")
fi
if [ "${1:-}" = --only ]; then
  arguments+=(--only "$2")
fi
exec dotnet bench/KotanBot.Bench/bin/Release/net10.0/KotanBot.Bench.dll "$what" "${arguments[@]}"
