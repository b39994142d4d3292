#!/bin/sh
# Prints the first Python from 3.11 on that can make a virtual environment; $PYTHON overrides the search.
old_or_bare=
for python in ${PYTHON:-python3.14 python3.13 python3.12 python3.11 python3 python}; do
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || continue
    if "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        echo "$python"
        exit 0
    fi
    old_or_bare=$python
done
if [ -n "$old_or_bare" ]; then
    echo "$old_or_bare cannot make virtual environments: its venv module is missing." >&2
    echo "Install it (on Debian and Ubuntu: apt-get install python3-venv) and start again." >&2
elif [ -n "$PYTHON" ]; then
    echo "PYTHON=$PYTHON is not a Python 3.11 or newer. Name another one, or leave it out." >&2
else
    echo "Cardinal needs Python 3.11 or newer, and none was found. Install one," >&2
    echo "or name it: make run PYTHON=/path/to/python3.12" >&2
fi
exit 1
