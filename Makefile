# A thin door to CMake; everything it does can be done by hand with the presets.
# PRESET=dev (or release, asan) chooses what `build` and `test` work on.
PRESET ?= release
BUILD  := build/$(PRESET)
JOBS   ?= $(shell nproc)
FUZZ_SECONDS ?= 60

SOURCES = $(shell git ls-files '*.h' '*.cc')

.PHONY: all build test demo asan fuzz format check-format tidy clean
all: build

build: deps-build
	cmake --preset $(PRESET) $(CMAKE_FLAGS) --log-level=WARNING
	cmake --build $(BUILD) -j $(JOBS)

test: build
	ctest --preset $(PRESET) -j $(JOBS) --progress --quiet \
	  --output-junit "$(CURDIR)/$(BUILD)/junit.xml"

demo: deps-build deps-demo
	cmake --preset release $(CMAKE_FLAGS) --log-level=WARNING
	cmake --build build/release -j $(JOBS) --target sinter
	PATH="$(CURDIR)/build/release/tools:$$PATH" bash examples/demo.sh

asan: deps-sanitize
	$(MAKE) --no-print-directory test PRESET=asan

fuzz: deps-build deps-sanitize
	cmake --preset fuzz --log-level=WARNING
	cmake --build build/fuzz -j $(JOBS) --target sinter_fuzzers
	fuzz/run.sh build/fuzz $(FUZZ_SECONDS)

tidy: deps-build deps-format
	cmake --preset dev -DCMAKE_CXX_COMPILER=clang++ -B build/tidy
	clang-tidy -p build/tidy --quiet $(filter %.cc,$(SOURCES))

format: deps-format
	clang-format -i $(SOURCES)

check-format: deps-format
	clang-format --dry-run --Werror $(SOURCES)

clean:
	rm -rf build

.PHONY: deps-%
deps-%:
	@cmake/install-deps.sh $*
