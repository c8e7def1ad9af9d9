#!/usr/bin/env bash
# The one command: packages as locked, format, build with warnings as errors, every test, the shipped definitions.
# Installs what the tests need on Debian. The last line is "N passed, N failed", from the test reports; tests that were skipped are told
# on the line before it. The exit code tells of any failure.
set -uo pipefail
[[ $0 != */* ]] || cd "${0%/*}" || exit 1
exec < /dev/null
if ! command -v dotnet > /dev/null || ! dotnet --list-sdks | grep -q '^10\.'; then
  echo "test.sh: the .NET SDK 10 is missing; on Debian: apt-get install dotnet-sdk-10.0 (with Microsoft's package feed set up)" >&2
  echo "0 passed, 0 failed"
  exit 1
fi
export HOME="${HOME:-$PWD/artifacts/home}" DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# Build servers that outlive this script would keep a CI job open.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 UseSharedCompilation=false
readonly reports=artifacts/test-reports
failed=0

# The sums come from the TRX reports and from nowhere else; a report that is missing was already counted as a failed step.
# The last line is the sum alone; what was skipped stands on the line before it, by name.
print_sums() {
  find "$reports" -name '*.trx' -exec grep -hoE '<Counters [^>]*|<UnitTestResult [^>]*outcome="NotExecuted"[^>]*' {} + 2> /dev/null | awk '
    function value(name) { return match($0, " " name "=\"[^\"]*\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : "" }
    /^<UnitTestResult/ { name = value("testName"); sub(/^.*\./, "", name); names = names (names == "" ? "" : ", ") name; next }
    { passed += value("passed"); skipped += value("total") - value("executed"); failed += value("executed") - value("passed") }
    END { if (skipped) printf "%d skipped: %s\n", skipped, names; printf "%d passed, %d failed\n", passed, failed }'
}

finish() {
  local code=$?
  ((failed)) && code=1
  ((code)) && echo "test.sh: failed, see above" >&2
  print_sums
  exit "$code"
}

step() {
  echo "== $*"
  "$@" || { echo "test.sh: '$*' failed" >&2; failed=1; return 1; }
}

# Only what is used now: Chromium for the chat page, git for the scan of the tracked files, exiftool and libvips for photos, zbar for QR codes, Node
# for the real clients of Telegram and the web chat. A Node that came from elsewhere is as good.
install_packages() {
  local missing=() root=()
  command -v git > /dev/null || missing+=(git)
  command -v exiftool > /dev/null || missing+=(libimage-exiftool-perl)
  command -v vipsthumbnail > /dev/null || missing+=(libvips-tools)
  command -v zbarimg > /dev/null || missing+=(zbar-tools)
  [[ -x /usr/bin/chromium || -x /usr/bin/chromium-browser || -x /usr/bin/google-chrome ]] || missing+=(chromium)
  command -v node > /dev/null || missing+=(nodejs)
  command -v npm > /dev/null || missing+=(npm)
  ((${#missing[@]})) || return 0
  ((EUID == 0)) || root=(sudo -n)
  if ! command -v apt-get > /dev/null || ! "${root[@]}" true 2> /dev/null; then
    echo "test.sh: cannot install ${missing[*]} (neither root nor sudo without a password, or no apt-get); please install: apt-get install ${missing[*]}" >&2
    return 0
  fi
  step "${root[@]}" apt-get update -qq && step "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
}

# The real clients and types that judge Telegram and the web chat, as locked; only when something changed since the last time. Their
# packages bring no scripts that are needed.
install_clients() {
  local folder
  for folder in tests/clients/*/; do
    [[ $folder/node_modules/.package-lock.json -nt $folder/package-lock.json ]] && continue
    step npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund
  done
}

rm -rf "$reports"
mkdir -p "$reports"
trap finish EXIT
install_packages
install_clients
step dotnet restore KotanBot.sln --locked-mode || exit 1
step dotnet format KotanBot.sln --verify-no-changes --no-restore
step dotnet build KotanBot.sln --no-restore -c Release -warnaserror || exit 1
for project in tests/KotanBot.Core.Tests tests/KotanBot.Tests; do
  step dotnet test "$project" --no-build -c Release --logger "trx;LogFileName=$(basename "$project").trx" --results-directory "$reports" \
    --blame-hang --blame-hang-timeout 10m --blame-hang-dump-type none
done
step dotnet src/KotanBot/bin/Release/net10.0/KotanBot.dll check dialogs
