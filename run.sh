#!/usr/bin/env bash
# Starts KotanBot with demo data on http://localhost:5080. Arguments go to `kotanbot serve`.
set -euo pipefail
[[ $0 != */* ]] || cd "${0%/*}"
if ! command -v dotnet > /dev/null || ! dotnet --list-sdks | grep -q '^10\.'; then
  echo "run.sh: the .NET SDK 10 is missing; on Debian: apt-get install dotnet-sdk-10.0 (with Microsoft's package feed set up)" >&2
  exit 1
fi
echo "KotanBot: menyiapkan; yang pertama kali makan waktu satu menit lebih. Kode untuk mencoba: DEMO (penggiat), DEMOADMIN (admin kantor)" >&2
exec dotnet run -c Release --project src/KotanBot -- serve --demo "$@"
