#!/usr/bin/env bash
# Run once when Gradescope builds the machine: nothing is installed, checker is one static file.
set -euo pipefail
chmod +x "${AUTOGRADER:-/autograder}/source/checker"
