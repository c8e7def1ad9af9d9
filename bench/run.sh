#!/usr/bin/env bash
# Measures the published server beside a bare app and beside one transaction per message, and writes the tables of
# docs/performance.md. --quick checks that everything runs and writes nothing. KOTANBOT_BENCH_DATA: where the data goes,
# which decides whose disk is measured; default artifacts/bench.
set -euo pipefail
cd "$(dirname "$0")/.."
out=artifacts/bench
mkdir -p "$out"
dotnet publish src/KotanBot -c Release -o "$out/server" --nologo -v quiet
dotnet build bench/KotanBot.Bench -c Release --nologo -v quiet
bench="$PWD/bench/KotanBot.Bench/bin/Release/net10.0/KotanBot.Bench.dll"
arguments=(--server "$PWD/$out/server/KotanBot.dll" --data "${KOTANBOT_BENCH_DATA:-$PWD/$out}")
if [ "${1:-}" = --quick ]; then
  arguments+=(--quick)
else
  arguments+=(--report docs/performance.md)
fi
exec dotnet "$bench" run "${arguments[@]}"
