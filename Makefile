# A thin door to CMake; everything it does can be done by hand with the presets.
# PRESET=dev (or release, asan) chooses what `build` and `test` work on.
SHELL := /bin/bash
.SHELLFLAGS := -o pipefail -c

PRESET ?= release
BUILD  := build/$(PRESET)
JOBS   ?= $(shell nproc)
FUZZ_SECONDS ?= 60

SOURCES = $(shell git ls-files '*.h' '*.cc')

.PHONY: all build test test-cross demo bench asan tsan fuzz fuzz-coverage faults
.PHONY: format check-format tidy clean
all: build

build: deps-build
	cmake --preset $(PRESET) $(CMAKE_FLAGS) --log-level=WARNING
	cmake --build $(BUILD) -j $(JOBS)

# Shows what did not pass and the sum. Some tests read the demo's real data.
test: build deps-demo
	ctest --preset $(PRESET) -j $(JOBS) \
	  --output-junit "$(CURDIR)/$(BUILD)/junit.xml" | \
	  { grep -vE '^ *Start |   Passed ' || true; }

demo: deps-build deps-demo
	cmake --preset release $(CMAKE_FLAGS) --log-level=WARNING
	cmake --build build/release -j $(JOBS) --target sinter
	PATH="$(CURDIR)/build/release/tools:$$PATH" bash examples/demo.sh

# Sinter beside its peers: writes bench/RESULTS.md. Takes some minutes.
BENCH_SECONDS ?= 0.1
bench: deps-build deps-demo deps-bench
	cmake --preset release -B build/bench -DSINTER_BENCH=ON -DSINTER_TESTS=OFF \
	  $(CMAKE_FLAGS) --log-level=WARNING
	bench/run.sh build/bench $(BENCH_SECONDS)

asan: deps-sanitize
	$(MAKE) --no-print-directory test PRESET=asan

# Threads that read the same message, in ThreadSanitizer. Only this test is
# built for it; schemas are compiled by the ordinary command.
tsan: deps-build deps-sanitize
	cmake --preset release $(CMAKE_FLAGS) --log-level=WARNING
	cmake --build build/release -j $(JOBS) --target sinter
	cmake --preset tsan --log-level=WARNING
	cmake --build build/tsan -j $(JOBS) --target sinter_threads_tests
	ctest --preset tsan -R '^threads\.' --output-junit "$(CURDIR)/build/tsan/junit.xml"

# The tests on machines of other kinds, in emulators. MACHINES=s390x for one.
MACHINES ?= s390x i386 aarch64
test-cross: deps-build deps-demo deps-cross
	JOBS=$(JOBS) cmake/cross/test-cross.sh $(MACHINES)

fuzz: deps-build deps-sanitize
	cmake --preset fuzz --log-level=WARNING
	cmake --build build/fuzz -j $(JOBS) --target sinter_fuzzers
	fuzz/run.sh build/fuzz $(FUZZ_SECONDS)

# What the saved corpora reach of codec/ and schema/.
fuzz-coverage: deps-build deps-sanitize
	cmake --preset coverage --log-level=WARNING
	cmake --build build/coverage -j $(JOBS) --target sinter_fuzzers
	fuzz/coverage.sh build/coverage

# Puts faults into the code, one at a time, and tells which the tests miss.
faults: deps-build deps-demo
	python3 tests/faults/inject.py --work build/faults

tidy: deps-build deps-sanitize deps-format
	cmake --preset dev -B build/tidy -DCMAKE_CXX_COMPILER=clang++ \
	  -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON --log-level=WARNING
	printf '%s\n' $(filter %.cc,$(SOURCES)) | \
	  xargs -P $(JOBS) -n 1 clang-tidy -p build/tidy --quiet

format: deps-format
	clang-format -i $(SOURCES)

check-format: deps-format
	clang-format --dry-run --Werror $(SOURCES)

clean:
	rm -rf build

.PHONY: deps-%
deps-%:
	@cmake/install-deps.sh $*
