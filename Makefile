# What each target needs beyond a Swift toolchain is installed on Debian and Ubuntu when it is missing.

CONFIG ?= config/yiti.yaml

.PHONY: serve build test lint toolchain libraries python

## serve: build a release and start the server with the shipped configuration (CONFIG=FILE for another)
serve: toolchain libraries
	swift build -c release --product yiti
	.build/release/yiti serve --config $(CONFIG)

## build: build everything, for development
build: toolchain libraries
	swift build

## test: run every test; those from outside by themselves, since they block the threads that the others run on
test: toolchain libraries python
	swift build --build-tests
	swift test --skip-build --skip EndToEndTests
	swift test --skip-build --filter EndToEndTests

## lint: check the formatting, strictly
lint: toolchain
	swift format lint --strict -p -r Sources Tests Package.swift

toolchain:
	@command -v swift >/dev/null || { \
	  echo "make: no Swift toolchain here. Yiti needs Swift 6.2 or newer; get one from https://www.swift.org/install"; \
	  echo "make: or with swiftly: curl -O https://download.swift.org/swiftly/linux/swiftly-$$(uname -m).tar.gz"; \
	  echo "make:   tar zxf swiftly-$$(uname -m).tar.gz && ./swiftly init, then open a new shell and run make again"; \
	  exit 1; }

# SQLite's header for the build, the time zones for the server.
libraries:
	@.ci/need sqlite3.h libsqlite3-dev test -e /usr/include/sqlite3.h -o -e /usr/local/include/sqlite3.h
	@.ci/need "time zones" tzdata test -e /usr/share/zoneinfo/Europe/Berlin

# For the programs in the bank. A machine that can't have NumPy still runs the tests: the programs that need it are passed over.
python:
	@.ci/need python3 python3 command -v python3
	@.ci/need numpy python3-numpy python3 -c "import numpy" || \
	  python3 -m pip install --quiet numpy || echo "make: no NumPy: programs of the bank that need it are not run"
