#!/bin/sh
# Minifies the script a site embeds. Needs node and npm; works in a temporary folder and leaves nothing there.
set -eu
folder=$(cd "$(dirname "$0")/../../Attribution.Web/Tracking/Script" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --prefix "$work" --no-save --no-audit --no-fund --silent esbuild@0.28.2
"$work/node_modules/.bin/esbuild" --minify --target=es2017 --charset=utf8 < "$folder/attribution.js" > "$folder/attribution.min.js"
cd "$folder"
sha256sum attribution.js attribution.min.js > attribution.sha256
echo "attribution.min.js: $(wc -c < attribution.min.js) bytes, $(gzip -9c < attribution.min.js | wc -c) with gzip (at most 2048)"
