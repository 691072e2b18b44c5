TESTS += tests/system/journeys.py
EXTRA_DIST += tests/system/daemon.py tests/system/journeys.py
