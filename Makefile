# make grade    install what is missing, build for release, grade answers/hw1.md
# make test     the same set-up, then every test and check
# make tables   recompute the tables of the chapters
# make bench    benchmarks, one JSON object a line; DATA=DIR names the folder of mnist/
# make class    and checker-class beside checker, for folders, archives and gradebooks
# make install  both into PREFIX/bin (default /usr/local)
# make gradescope COURSE=DIR ASSIGNMENT=hw1   an autograder to upload: dist/gradescope-hw1.zip
# make dist     the tool as an archive, for machines without Swift

PREFIX ?= /usr/local
DATA ?= ../shared/data
DESTDIR ?=
CHECKER = .build/release/checker
SETUP = scripts/setup

# One fully static executable on Linux; macOS has no such thing.
ifeq ($(shell uname -s),Linux)
RELEASE_FLAGS = -Xswiftc -static-executable
endif
# Types are made from what the compiler knows, and not looked up by name in 30 MB at every start.
RELEASE_FLAGS += -Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors
# The tool, and what Swift in a chapter is compiled and linked with.
BUILD_RELEASE = swift build -c release --product checker $(RELEASE_FLAGS) && \
  swift build -c release --product CheckerBook $(RELEASE_FLAGS)
# What concerns a class is a second program, and only built where it is installed.
BUILD_CLASS = swift build -c release --product checker-class $(RELEASE_FLAGS)
BOOK_MODULES = Exercises Formulas Markdown Matrices Networks Workers Yaml

.PHONY: grade test build class tables bench install gradescope dist format clean

grade: build
	@$(CHECKER) grade answers/hw1.md

# The linker warns about glibc functions that nothing here calls.
build:
	@$(SETUP) build
	@{ $(BUILD_RELEASE); } > .build-log 2>&1 || { cat .build-log; exit 1; }
	@rm -f .build-log

class: build
	@{ $(BUILD_CLASS); } > .build-log 2>&1 || { cat .build-log; exit 1; }
	@rm -f .build-log

test: build
	@$(SETUP) test
	swift format lint --strict --recursive Sources Tests Benchmarks Package.swift
	swift build --build-tests
	swift test --skip-build --disable-xctest
	$(CHECKER) tables --check chapters
	$(CHECKER) lint chapters
	scripts/follow $(CHECKER)
	scripts/homework $(CHECKER)
	scripts/check-tree

tables: build
	$(CHECKER) tables chapters

bench: build
	@$(SETUP) bench
	@test -x .build/bench/bin/cog || { python3 -m venv .build/bench && \
	  .build/bench/bin/pip -q install cogapp; } >&2 || true
	@test -x .build/bench/bin/python3 && .build/bench/bin/python3 -c "import numpy" 2>/dev/null || \
	  .build/bench/bin/pip -q install numpy >&2 || true
	@for product in Read Epochs; do CHECKER_BENCH=1 swift build -c release --product $$product \
	  --scratch-path .build/read > .build-log 2>&1 || { cat .build-log; exit 1; }; done
	@rm -f .build-log
	@PATH="$(CURDIR)/.build/bench/bin:$$PATH" python3 Benchmarks/run.py $(CHECKER) \
	  .build/read/release $(DATA)

# The data that ships stands beside the tool: PREFIX/share/checker/data.
install: class
	install -d $(DESTDIR)$(PREFIX)/share/checker/data
	install -m 644 data/* $(DESTDIR)$(PREFIX)/share/checker/data
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 $(CHECKER) $(CHECKER)-class $(DESTDIR)$(PREFIX)/bin
	install -d $(DESTDIR)$(PREFIX)/lib/checker/Modules
	install -m 644 .build/release/libCheckerBook.a $(DESTDIR)$(PREFIX)/lib/checker
	install -m 644 $(BOOK_MODULES:%=.build/release/Modules/%.swiftmodule) \
	  $(DESTDIR)$(PREFIX)/lib/checker/Modules

dist: class
	@mkdir -p dist
	tar -czf dist/checker-$(shell uname -s)-$(shell uname -m).tar.gz data -C .build/release checker checker-class

COURSE ?= .
ASSIGNMENT ?= hw1
gradescope: build
	@rm -rf dist/gradescope && mkdir -p dist/gradescope/course
	@cp platforms/gradescope/* $(CHECKER) dist/gradescope
	@cp -r $(COURSE)/course.yml $(COURSE)/chapters dist/gradescope/course
	@echo $(ASSIGNMENT) > dist/gradescope/assignment
	@rm -f dist/gradescope-$(ASSIGNMENT).zip
	@cd dist/gradescope && python3 -m zipfile -c ../gradescope-$(ASSIGNMENT).zip *

format:
	swift format --in-place --recursive Sources Tests Benchmarks Package.swift

clean:
	rm -rf .build dist
