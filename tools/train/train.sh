#!/usr/bin/env bash
# Trains a scorer anew, with the pinned libraries of requirements.txt in .venv:
#
#   tools/train/train.sh pages ../shared/data    the main-content scorer of pages: src/judge/content.model.json
#   tools/train/train.sh text ../shared/data     the scorer of text: src/judge/page-text.model.json
#
# Same data, same bytes. Behind the data come further options of content.py or text.py: `--keep DIR`.
set -euo pipefail
cd "$(dirname "$0")/../.."
what=${1:-} data=${2:-}
[[ $what =~ ^(pages|text)$ && -d $data ]] || { echo "Usage: tools/train/train.sh pages|text DATA [OPTIONS]" >&2; exit 2; }
shift 2

python3 -m venv .venv
.venv/bin/pip install --quiet -r tools/train/requirements.txt
dump=$(mktemp -d)
trap 'rm -rf "$dump"' EXIT
case $what in
  pages)
    npx tsx tools/train/dump.ts "$data" "$dump"
    .venv/bin/python tools/train/content.py "$dump" src/judge/content.model.json tools/train/content.report.json "$@"
    ;;
  text)
    npx tsx tools/train/text-dump.ts "$data" "$dump"
    .venv/bin/python tools/train/text.py "$dump" "$@"
    ;;
esac
