#!/usr/bin/env bash
# Holds the polyfills to the real packages: packs Stateless and Telegram.Bot from their sources, builds the product
# against them, runs the polyfills' own tests on them, and compares the drawings of both sides byte by byte.
#
#   tests/use-packages.sh [SOURCES_DIR]        (or KOTANBOT_PACKAGE_SOURCES=SOURCES_DIR)
#
# SOURCES_DIR holds the source trees of both, under any two folder names. It is left as it is; everything made here goes
# to a temporary folder, apart from bin/packages and obj/packages beside each project.
# Exit codes: 0 the same, 1 not the same, 3 no sources here (so that nothing was proven).
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
sources=${1:-${KOTANBOT_PACKAGE_SOURCES:-}}

project() { find -L "$sources" -mindepth 3 -maxdepth 5 -path "*/src/$1/$1.csproj" -print -quit 2>/dev/null; }
pinned() { sed -n "s/.*PackageVersion Include=\"$1\" Version=\"\([^\"]*\)\".*/\1/p" "$root/Directory.Packages.props"; }

if [[ -z $sources || -z $(project Stateless) || -z $(project Telegram.Bot) ]]; then
  echo "use-packages: nothing proven: give the folder that holds the source trees of Stateless and Telegram.Bot" >&2
  exit 3
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# One framework is enough, and what the sources need only to build for older ones or to publish is left out: the
# registry does not have all of it.
pack() {
  local name=$1 tree="$work/sources/$1"
  mkdir -p "$tree"
  cp -RL "$(dirname "$(project "$name")")/../../." "$tree"
  cat > "$tree/Directory.Build.targets" <<'TARGETS'
<Project>
  <ItemGroup>
    <PackageReference Remove="IsExternalInit;Required;Nullable;Meziantou.Analyzer;Microsoft.SourceLink.GitHub" />
  </ItemGroup>
</Project>
TARGETS
  echo "use-packages: packing $name $(pinned "$name")"
  dotnet pack "$tree/src/$name/$name.csproj" -c Release -v quiet -o "$work/feed" \
    -p:TargetFrameworks=net10.0 -p:Version="$(pinned "$name")" -p:GeneratePackageOnBuild=false -p:IncludeSymbols=false -p:RunAnalyzers=false \
    -p:TreatWarningsAsErrors=false -p:NuGetAudit=false > "$work/pack.log" 2>&1 || { grep -E 'error|warn' "$work/pack.log" | sort -u | head -20 >&2; exit 1; }
}

# The two packages land in a folder of their own, so that no later build finds them in the user's package cache.
cache=${NUGET_PACKAGES:-$HOME/.nuget/packages}
swapped=(-p:UsePackages=true -p:RestoreAdditionalProjectSources="$work/feed" -p:RestorePackagesPath="$work/packages"
  -p:RestoreFallbackFolders="$cache" -p:WarningsNotAsErrors=NU1507)

build() { dotnet build "$root/$1" -v quiet -clp:NoSummary "${@:2}"; }

# The polyfill's assembly has the package's name: make sure that the tests sit beside the package's.
loaded() {
  cmp "$(find "$work/packages/${2,,}" -name "$2.dll" -path '*/lib/*' | head -1)" "$root/$1/bin/packages/Debug/net10.0/$2.dll"
}

# Without further arguments the polyfills' own tests.
run() {
  echo "use-packages: $(basename "$1") on the $2 ${*:4}"
  KOTANBOT_TEST_GRAPHS="$work/$2" dotnet "$root/$1/$3/net10.0/$(basename "$1").dll" ${4:--namespace} "${5:-$(basename "$1").Polyfills}" -noColor \
    > "$work/run.log" || { cat "$work/run.log"; exit 1; }
  tail -n 1 "$work/run.log"
}

# What an earlier swap left must not pass for this one.
find "$root/src" "$root/tests" -type d \( -path '*/obj/packages' -o -path '*/bin/packages' \) -prune -exec rm -rf {} +

pack Stateless
pack Telegram.Bot

for tests in tests/KotanBot.Core.Tests tests/KotanBot.Tests; do
  build "$tests"
  build "$tests" "${swapped[@]}"
done
build src/KotanBot "${swapped[@]}"
loaded tests/KotanBot.Core.Tests Stateless
loaded tests/KotanBot.Tests Telegram.Bot

for tests in tests/KotanBot.Core.Tests tests/KotanBot.Tests; do
  run "$tests" polyfill bin/Debug
  run "$tests" package bin/packages/Debug
done

# The whole channel, and every golden conversation through it, with the real client.
run tests/KotanBot.Tests package bin/packages/Debug -namespace KotanBot.Tests.Telegram
run tests/KotanBot.Tests package bin/packages/Debug -class KotanBot.Tests.Corpus.TelegramCorpusTests

[[ -s $work/package/survey.mmd && -s $work/package/traces.txt ]]
diff -r "$work/polyfill" "$work/package"
echo "use-packages: the tests pass on both and the drawings are the same"
