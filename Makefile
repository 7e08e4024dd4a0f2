# Family Hub Finder: build, run and test. `make` alone lists what there is.
#
# Needs cargo (rustup), Node with npm, Python, and GNU make. `make tools` fetches the rest: a C
# compiler, BOLT, the browser target, wasm-bindgen into .tools/, and for the tests the packages of
# tests/ and Chromium.

LISTEN ?= 127.0.0.1:3000
DATA   ?= data/worcestershire
STORE  ?= var/hubfinder.sqlite

# The version must be that of the wasm-bindgen crate in Cargo.toml: the two talk through one format.
WASM_BINDGEN_VERSION := $(shell sed -n 's/^wasm-bindgen = "=\(.*\)"/\1/p' Cargo.toml)

WASM_BINDGEN := .tools/bin/wasm-bindgen
SITE         := target/site
WASM         := target/wasm32-unknown-unknown/wasm-release/app.wasm
COMPILED     := target/release/hubfinder
PROGRAM      := target/hubfinder
SHEETS       := $(sort $(wildcard style/*.css))
PUBLIC       := $(shell find public -type f 2>/dev/null)
PUBLISHED    := $(PUBLIC:public/%=$(SITE)/%)
PACKAGES     := tests/node_modules/.package-lock.json
CHROMIUM     ?= $(firstword $(foreach name,chromium chromium-browser google-chrome,$(shell command -v $(name))))

export CARGO_TARGET_DIR := target
export CHROMIUM
ifndef STARTED
export STARTED := $(shell date +%s)
endif

SHELL       := bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS   += --no-builtin-rules
.DELETE_ON_ERROR:
# Cargo uses every core by itself, and the steps of `test` stand in an order.
.NOTPARALLEL:
.DEFAULT_GOAL := help

# $(call say,words): what begins now, and how many seconds the whole run has taken so far.
say = printf '\n[%4d s] %s\n' $$(( $$(date +%s) - STARTED )) "$(1)"
# $(call install,packages): from Debian, by root or with sudo, asking nothing.
as_root = $(if $(filter 0,$(shell id -u)),,sudo )env DEBIAN_FRONTEND=noninteractive apt-get -qq
install = $(as_root) install -y --no-install-recommends $(1) </dev/null || \
	{ $(as_root) update </dev/null && $(as_root) install -y --no-install-recommends $(1) </dev/null; }

.PHONY: help tools compiler bolt test-tools build run test check-format check-lints check-code check-site check-open-data check-api \
	fmt lint bench load load-map scale lighthouse clean-store FORCE

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /  \1\t/p' Makefile | expand -t 16

## Building

tools: compiler bolt $(WASM_BINDGEN) ## fetch what the build needs

compiler:
	@command -v cc >/dev/null || { $(call say,Installing a C compiler); $(call install,gcc libc6-dev); }
	@rustup target list --installed | grep -qx wasm32-unknown-unknown || { \
		$(call say,Adding the browser target to the compiler); rustup target add wasm32-unknown-unknown; }

# The build does without it where no package has it, and says so. server/arrange.sh knows the versions too.
BOLTS := bolt-16 bolt-17 bolt-15
first_bolt = $$(for package in $(BOLTS); do apt-cache show $$package >/dev/null 2>&1 && echo $$package && break; done || true)
bolt:
	@[ -n "$(wildcard $(BOLTS:bolt-%=/usr/lib/llvm-%/bin/llvm-bolt))" ] || { \
		$(call say,Installing BOLT); \
		[ -n "$(first_bolt)" ] || $(as_root) update </dev/null || true; \
		package="$(first_bolt)"; [ -z "$$package" ] || $(call install,$$package) || true; }

# Asked each time which version it is, and left alone when it is the right one. Its own lock file may
# name versions that a mirror does not hold yet; then cargo chooses, among those our compiler takes.
install_bindgen = cargo install --force --root .tools --target-dir target/tools \
	wasm-bindgen-cli --version $(WASM_BINDGEN_VERSION)
$(WASM_BINDGEN): FORCE | compiler
	@[ "$$($@ --version 2>/dev/null)" = "wasm-bindgen $(WASM_BINDGEN_VERSION)" ] || { \
		$(call say,Building wasm-bindgen $(WASM_BINDGEN_VERSION) (once)); \
		$(install_bindgen) --locked || { \
			$(call say,The versions it was locked to cannot be had here; building it with others); \
			CARGO_RESOLVER_INCOMPATIBLE_RUST_VERSIONS=fallback $(install_bindgen); }; }

build: tools $(SITE)/pkg/app.js $(SITE)/style.css $(PUBLISHED) $(PROGRAM) ## make the program and the site's files

# Cargo knows best what is out of date; it leaves the file alone when nothing is.
$(WASM): FORCE | tools
	@$(call say,Building the browser half)
	@cargo rustc -p app --lib --crate-type cdylib --target wasm32-unknown-unknown \
		--features hydrate --profile wasm-release

$(SITE)/pkg/app.js: $(WASM) $(WASM_BINDGEN)
	@$(call say,Writing the glue between page and wasm)
	@$(WASM_BINDGEN) --target web --no-typescript --remove-name-section --remove-producers-section --out-dir $(@D) --out-name app $(WASM)
	@touch $@

# The layers stand in the order of the files' names. `style` is named for sheets that are removed.
$(SITE)/style.css: $(SHEETS) style
	@mkdir -p $(@D)
	@cat $(SHEETS) /dev/null >$@

$(PUBLISHED): $(SITE)/%: public/%
	@mkdir -p $(@D)
	@cp $< $@

# The linker leaves in it what BOLT needs to move things.
$(COMPILED): FORCE
	@$(call say,Building the server half)
	@cargo rustc --release -p server --bin hubfinder -- -Clink-arg=-Wl,--emit-relocs

$(PROGRAM): $(COMPILED) server/arrange.sh tests/load/busy_day.py tests/load/over_http.py
	@$(call say,Putting together what runs together)
	@server/arrange.sh $(COMPILED) $@ target/arranging python3 tests/load/busy_day.py --data $(DATA)

run: build ## build, then serve the site
	@$(call say,Open http://$(LISTEN)/ (Ctrl-C stops it))
	@mkdir -p $(dir $(STORE))
	@exec $(PROGRAM) serve --listen $(LISTEN) --store $(STORE) --data $(DATA)

clean-store: ## forget the local store; the next start loads the records again
	rm -rf var

## Testing

test: check-format check-lints check-code build check-open-data check-site ## check everything

test-tools: $(PACKAGES)
	@[ -n "$(CHROMIUM)" ] || { $(call say,Installing Chromium); $(call install,chromium); }

$(PACKAGES): tests/package.json tests/package-lock.json
	@$(call say,Fetching the packages of the browser tests)
	@cd tests && npm ci --no-audit --no-fund </dev/null
	@touch $@

check-format:
	@$(call say,Format)
	@cargo fmt --all --check

check-lints: tools
	@$(call say,Lints of the server half)
	@cargo clippy --workspace --all-targets -- -D warnings
	@$(call say,Lints of the browser half)
	@cargo clippy -p app --features hydrate --target wasm32-unknown-unknown -- -D warnings

check-code:
	@$(call say,Tests of the code)
	@cargo test --workspace

OPEN_DATA := .tools/open-data
$(OPEN_DATA)/.fetched: tests/open-data/requirements.txt
	@$(call say,Fetching what checks the open data)
	@python3 -m venv $(OPEN_DATA) 2>/dev/null || { $(call install,python3-venv); python3 -m venv $(OPEN_DATA); }
	@$(OPEN_DATA)/bin/pip install --quiet --disable-pip-version-check -r $< </dev/null
	@touch $@

# HSDS_UK_SCHEMATA names the folder of the standard's schemata, where it is not found by itself.
check-open-data: build $(OPEN_DATA)/.fetched ## check /oruk and /openapi.json with other people's tools
	@$(call say,The open data against the standard and its own description)
	@$(OPEN_DATA)/bin/python tests/open-data/check.py </dev/null

check-api: build $(OPEN_DATA)/.fetched ## ask every address of /openapi.json many questions
	@$(call say,Every address for machines against its own description)
	@$(OPEN_DATA)/bin/python tests/open-data/check.py --only description --examples 200 </dev/null

# The runner's own closing lines stand last.
check-site: test-tools build
	@$(call say,Tests of the running site in Chromium)
	@cd tests && node browser/run.mjs </dev/null
	@cd tests && HUBFINDER_DATA=data/example node browser/run.mjs another-county.test.mjs shape.test.mjs accessible.test.mjs </dev/null

fmt: ## format the code
	cargo fmt --all

lint: check-format check-lints ## format and lints only

bench: ## time search and rendering in the process
	cargo bench -p server

load-map: build test-tools ## time pan and zoom of the map with 5,000 markers
	@node tests/load/map_markers.mjs

load: build ## rates over HTTP beside a bare handler and nginx, and a mix as people use it
	@for tool in wrk nginx; do command -v $$tool >/dev/null || { $(call say,Installing $$tool); $(call install,$$tool); }; done
	@cargo build --release -p server --example bare
	@python3 tests/load/over_http.py --data $(DATA)

scale: build ## start, memory and answers with 2,000, 20,000 and 100,000 services
	@python3 tests/load/scale.py

LIGHTHOUSE := tests/lighthouse/node_modules/.package-lock.json
$(LIGHTHOUSE): tests/lighthouse/package.json
	@$(call say,Fetching Lighthouse)
	@cd $(<D) && npm install --no-audit --no-fund </dev/null
	@touch $@

lighthouse: build test-tools $(LIGHTHOUSE) ## Lighthouse on the first pages, in Chromium
	@node tests/lighthouse/run.mjs

FORCE:
