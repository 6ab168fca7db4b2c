# What each target needs beyond a Swift toolchain is installed on Debian and Ubuntu when it is missing.

CONFIG ?= config/yiti.yaml

SEEDS ?= 1-20
FUZZ_SECONDS ?= 300

# People a cell of the simulation of learning.
PEOPLE ?= 200

.PHONY: serve build bench learning test soak race fuzz fuzz-bridge fuzz-human lint toolchain libraries python browser networks

## serve: build a release and start the server with the shipped configuration (CONFIG=FILE for another)
serve: toolchain libraries
	swift build -c release --product yiti
	@echo "make: to connect a chat network: yiti token create matrix, then yiti bridge matrix; docs/bridges has a page for each"
	.build/release/yiti serve --config $(CONFIG)

## build: build everything, for development
build: toolchain libraries
	swift build

## test: run every test; those of the server apart from long reckonings, and those from outside by themselves, since either
## would keep the others' threads busy past their time limits
test: toolchain libraries python browser networks
	swift build --build-tests
	swift test --skip-build --skip 'EndToEndTests|FaultTests|YitiServerTests'
	swift test --skip-build --filter YitiServerTests
	swift test --skip-build --filter EndToEndTests
	swift test --skip-build --filter FaultTests

## soak: every test at its full length, which takes hours: a year of a thousand people (SEEDS=7 for one seed, in a release build),
## hundreds of kills, an error at each of a long stretch of writes, hostile clients; those of the server and from outside on
## PostgreSQL as well, and the server's once more with every batch done again after it failed; then the fuzzers
soak: toolchain libraries python browser networks
	swift build --build-tests
	YITI_SOAK=1 swift test --skip-build --skip 'EndToEndTests|FaultTests|YearTests'
	YITI_SOAK=1 swift test --skip-build --filter EndToEndTests
	YITI_SOAK=1 swift test --skip-build --filter FaultTests
	YITI_TEST_ROUGH=1 swift test --skip-build --filter YitiServerTests --skip YearTests
	YITI_TEST_ENGINE=postgres swift test --skip-build --filter YitiServerTests
	YITI_TEST_ENGINE=postgres swift test --skip-build --filter EndToEndTests
	swift build -c release --build-tests -Xswiftc -enable-testing
	YITI_SOAK=1 YITI_SEEDS=$(SEEDS) swift test -c release -Xswiftc -enable-testing --skip-build --filter YearTests
	$(MAKE) fuzz

## race: the server's tests under the thread sanitizer, built apart
race: toolchain libraries
	SWIFT_BACKTRACE=enable=no TSAN_OPTIONS=halt_on_error=0 \
	  swift test --sanitize=thread --scratch-path .build-race --filter YitiServerTests

## fuzz: both decoders under libFuzzer, FUZZ_SECONDS each; what they find worth keeping goes to Fuzz/Corpus
fuzz: fuzz-bridge fuzz-human

fuzz-bridge fuzz-human: toolchain
	swift build --package-path Fuzz -c release --sanitize=fuzzer --product $(if $(findstring bridge,$@),FuzzBridge,FuzzHuman)
	mkdir -p Fuzz/.build/$@
	cd Fuzz/.build/$@ && SWIFT_BACKTRACE=enable=no ../release/$(if $(findstring bridge,$@),FuzzBridge,FuzzHuman) \
	  -max_total_time=$(FUZZ_SECONDS) -max_len=1500 -timeout=10 -print_final_stats=1 . ../../Corpus/$(@:fuzz-%=%)

## bench: measure a release build with a short set of loads and write what came out to docs/benchmarks.md
bench: toolchain libraries
	swift build -c release --product yiti
	.ci/bench .build/release/yiti docs/benchmarks.md

## learning: simulate people who learn, PEOPLE a cell, and write docs/learning.md with its plots; takes minutes
learning: toolchain libraries
	swift build -c release --product yiti
	.build/release/yiti learning --people $(PEOPLE)

## lint: check the formatting, strictly
lint: toolchain
	swift format lint --strict -p -r Sources Tests Package.swift

# The networks' servers that bridges are tested with, fetched while everything is built; the tests wait for what is not there yet.
networks:
	@mkdir -p .build-tools; (.ci/postgres; .ci/ngircd; .ci/inspircd; .ci/synapse; .ci/telegram; .ci/discord; .ci/onebot) > .build-tools/log 2>&1 &

toolchain:
	@command -v swift >/dev/null || { \
	  echo "make: no Swift toolchain here. Yiti needs Swift 6.2 or newer; get one from https://www.swift.org/install"; \
	  echo "make: or with swiftly: curl -O https://download.swift.org/swiftly/linux/swiftly-$$(uname -m).tar.gz"; \
	  echo "make:   tar zxf swiftly-$$(uname -m).tar.gz && ./swiftly init, then open a new shell and run make again"; \
	  exit 1; }

# SQLite's header for the build, the time zones for the server, and an allocator (docs/decisions/0009), without which it is slower.
libraries:
	@.ci/need sqlite3.h libsqlite3-dev test -e /usr/include/sqlite3.h -o -e /usr/local/include/sqlite3.h
	@.ci/need "time zones" tzdata test -e /usr/share/zoneinfo/Europe/Berlin
	-@.ci/need tcmalloc libgoogle-perftools-dev sh -c "ls /usr/lib/*/pkgconfig/libtcmalloc_minimal.pc"

# For the programs in the bank. A machine that can't have NumPy still runs the tests: the programs that need it are passed over.
python:
	@.ci/need python3 python3 command -v python3
	@.ci/need numpy python3-numpy python3 -c "import numpy" || \
	  python3 -m pip install --quiet numpy || echo "make: no NumPy: programs of the bank that need it are not run"

# For the tests of the page and of the figures. A machine that can't have them still runs the others: those that need them are passed
# over, which is a failure on a build machine unless YITI_NO_BROWSER=1 says that it is meant.
browser:
ifneq ($(YITI_NO_BROWSER),1)
	-@.ci/need chromium chromium command -v chromium
	-@.ci/need chromedriver chromium-driver command -v chromedriver
	-@.ci/need "a Chinese font" fonts-noto-cjk sh -c "fc-list :lang=zh | grep -q ."
	-@.ci/need prometheus prometheus command -v prometheus
	-@test -e .build/axe || python3 -m pip install --quiet --no-deps --target .build/axe axe-playwright-python==0.1.8
endif
