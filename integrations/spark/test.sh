#!/usr/bin/env bash
# Tests the module with a real PySpark in local mode (Java 17). Makes an environment for it once.
set -euo pipefail
cd "$(dirname "$0")"
environment=${DEHUSK_SPARK_VENV:-.venv}
if [ ! -x "$environment/bin/python" ]; then
  python3 -m venv "$environment"
  "$environment/bin/pip" install --quiet --requirement requirements.txt
fi
exec "$environment/bin/python" -W ignore test_dehusk_spark.py
